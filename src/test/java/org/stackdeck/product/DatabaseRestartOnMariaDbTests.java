package org.stackdeck.product;

import org.junit.jupiter.api.Tag;
import org.stackdeck.database.DatabaseProduct;

@Tag("mariadb")
class DatabaseRestartOnMariaDbTests extends DatabaseRestartTests {

    DatabaseRestartOnMariaDbTests() {
        super(DatabaseProduct.MARIADB);
    }
}
