package org.stackdeck.product;

import org.junit.jupiter.api.Tag;
import org.stackdeck.database.DatabaseProduct;

@Tag("postgresql")
class DatabaseCutOnPostgreSqlTests extends DatabaseCutTests {

    DatabaseCutOnPostgreSqlTests() {
        super(DatabaseProduct.POSTGRESQL);
    }
}
