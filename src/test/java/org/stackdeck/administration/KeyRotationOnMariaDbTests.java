package org.stackdeck.administration;

import org.junit.jupiter.api.Tag;
import org.stackdeck.database.DatabaseProduct;

@Tag("mariadb")
class KeyRotationOnMariaDbTests extends KeyRotationOnServerTestBase {

    KeyRotationOnMariaDbTests() {
        super(DatabaseProduct.MARIADB);
    }
}
