package org.stackdeck.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;
import org.stackdeck.platform.SecretsKeyLoader;

@ExtendWith(DatabaseInstalledCondition.class)
abstract class KeyRotationOnServerTestBase extends KeyRotationCommandTests {

    private final DatabaseProduct product;

    KeyRotationOnServerTestBase(DatabaseProduct product) {
        this.product = product;
    }

    @Override
    String newDatabase() {
        return product.running().newDatabase();
    }

    @Override
    String user() {
        return DatabaseServer.USER;
    }

    @Override
    DataSource createFilled(String databaseUrl) throws SQLException {
        SecretsKeyLoader.loadOrCreate("", directory);
        String source = super.newDatabase();
        super.createFilled(source);
        String file = directory.resolve("rows.zip").toString();
        assertThat(AdministrationTestCommand.run(output, directory, source, "sa", "export", file))
                .as("%s", output)
                .isZero();
        assertThat(AdministrationTestCommand.run(output, directory, databaseUrl, user(), "import", file))
                .as("%s", output)
                .isZero();
        output.clear();
        return new DriverManagerDataSource(databaseUrl, user(), "");
    }
}
