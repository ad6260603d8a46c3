package org.stackdeck.product;

import org.junit.jupiter.api.Tag;
import org.stackdeck.database.DatabaseProduct;

@Tag("mariadb")
class DatabaseCutOnMariaDbTests extends DatabaseCutTests {

    DatabaseCutOnMariaDbTests() {
        super(DatabaseProduct.MARIADB);
    }
}
