package org.stackdeck.administration;

import org.junit.jupiter.api.Tag;
import org.stackdeck.database.DatabaseProduct;

@Tag("postgresql")
class KeyRotationOnPostgreSqlTests extends KeyRotationOnServerTestBase {

    KeyRotationOnPostgreSqlTests() {
        super(DatabaseProduct.POSTGRESQL);
    }
}
