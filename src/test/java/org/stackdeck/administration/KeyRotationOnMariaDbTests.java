package org.stackdeck.administration;

import org.junit.jupiter.api.Tag;
import org.stackdeck.database.DatabaseProduct;

@Tag("mariadb")
class KeyRotationOnMariaDbTests extends KeyRotationOnServerTestBase {

    @Override
    protected DatabaseProduct product() {
        return DatabaseProduct.MARIADB;
    }
}
