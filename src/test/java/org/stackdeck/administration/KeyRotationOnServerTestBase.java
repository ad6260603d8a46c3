package org.stackdeck.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.platform.SecretsKeyLoader;

@ExtendWith(DatabaseInstalledCondition.class)
abstract class KeyRotationOnServerTestBase extends KeyRotationCommandTests {

    @Override
    DataSource createFilled(String databaseUrl) throws SQLException {
        SecretsKeyLoader.loadOrCreate("", directory);
        String source = newH2();
        super.createFilled(source);
        String file = directory.resolve("rows.zip").toString();
        assertThat(run(source, "sa", "export", file)).as("%s", output).isZero();
        assertThat(run(databaseUrl, user(), "import", file)).as("%s", output).isZero();
        output.clear();
        return new DriverManagerDataSource(databaseUrl, user(), "");
    }
}
