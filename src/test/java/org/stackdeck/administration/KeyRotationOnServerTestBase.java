package org.stackdeck.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;
import org.stackdeck.platform.SecretsKeyLoader;

@ExtendWith(DatabaseInstalledCondition.class)
abstract class KeyRotationOnServerTestBase extends KeyRotationCommandTests {

    /** Databases with the schema and rows. Each test changes a copy. */
    private static final Map<DatabaseProduct, String> FILLED = new EnumMap<>(DatabaseProduct.class);

    private final DatabaseProduct product;

    KeyRotationOnServerTestBase(DatabaseProduct product) {
        this.product = product;
    }

    @Override
    String newDatabase() throws SQLException {
        String filled = FILLED.get(product);
        if (filled == null) {
            filled = newFilledDatabase();
            FILLED.put(product, filled);
        }
        return product.running().copyOf(filled);
    }

    @Override
    String user() {
        return DatabaseServer.USER;
    }

    @Override
    DataSource createFilled(String databaseUrl) {
        SecretsKeyLoader.loadOrCreate("", directory);
        return new DriverManagerDataSource(databaseUrl, user(), "");
    }

    private String newFilledDatabase() throws SQLException {
        SecretsKeyLoader.loadOrCreate("", directory);
        String source = super.newDatabase();
        String databaseUrl = product.running().newDatabase();
        super.createFilled(source);
        String file = directory.resolve("rows.zip").toString();
        assertThat(AdministrationTestCommand.run(output, directory, source, "sa", "export", file))
                .as("%s", output)
                .isZero();
        assertThat(AdministrationTestCommand.run(output, directory, databaseUrl, user(), "import", file))
                .as("%s", output)
                .isZero();
        output.clear();
        return databaseUrl;
    }
}
