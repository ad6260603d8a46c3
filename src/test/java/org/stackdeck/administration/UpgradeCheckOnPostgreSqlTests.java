package org.stackdeck.administration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;

@Tag("postgresql")
@ExtendWith(DatabaseInstalledCondition.class)
class UpgradeCheckOnPostgreSqlTests extends UpgradeCheckCommandTests {

    @Override
    protected DatabaseProduct product() {
        return DatabaseProduct.POSTGRESQL;
    }
}
