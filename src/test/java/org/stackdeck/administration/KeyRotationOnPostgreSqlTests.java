package org.stackdeck.administration;

import org.junit.jupiter.api.Tag;
import org.stackdeck.database.DatabaseProduct;

@Tag("postgresql")
class KeyRotationOnPostgreSqlTests extends KeyRotationOnServerTestBase {

    @Override
    protected DatabaseProduct product() {
        return DatabaseProduct.POSTGRESQL;
    }
}
