package org.stackdeck.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.platform.SecretsKeyLoader;

@ExtendWith(DatabaseInstalledCondition.class)
abstract class KeyRotationOnServerTestBase extends KeyRotationCommandTests {

    /** Databases with the schema and rows. Each test changes a copy. */
    private static final Map<DatabaseProduct, String> FILLED = new EnumMap<>(DatabaseProduct.class);

    @Override
    protected String newDatabase() throws SQLException {
        DatabaseProduct product = Objects.requireNonNull(product());
        String filled = FILLED.get(product);
        if (filled == null) {
            filled = newFilledDatabase();
            FILLED.put(product, filled);
        }
        return product.running().copyOf(filled);
    }

    @Override
    DataSource createFilled(String databaseUrl) {
        SecretsKeyLoader.loadOrCreate("", directory);
        return new DriverManagerDataSource(databaseUrl, user(), "");
    }

    private String newFilledDatabase() throws SQLException {
        SecretsKeyLoader.loadOrCreate("", directory);
        String source = newH2();
        String databaseUrl = super.newDatabase();
        super.createFilled(source);
        String file = directory.resolve("rows.zip").toString();
        assertThat(run(source, "sa", "export", file)).as("%s", output).isZero();
        assertThat(run(databaseUrl, user(), "import", file)).as("%s", output).isZero();
        output.clear();
        return databaseUrl;
    }
}
