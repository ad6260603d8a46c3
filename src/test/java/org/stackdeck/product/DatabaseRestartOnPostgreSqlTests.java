package org.stackdeck.product;

import org.junit.jupiter.api.Tag;
import org.stackdeck.database.DatabaseProduct;

@Tag("postgresql")
class DatabaseRestartOnPostgreSqlTests extends DatabaseRestartTests {

    DatabaseRestartOnPostgreSqlTests() {
        super(DatabaseProduct.POSTGRESQL);
    }
}
