package org.stackdeck.product;

import org.junit.jupiter.api.Tag;
import org.stackdeck.database.DatabaseProduct;

@Tag("postgresql")
class SeveralNodesPollingOnPostgreSqlTests extends SeveralNodesPollingTests {

    SeveralNodesPollingOnPostgreSqlTests() {
        super(DatabaseProduct.POSTGRESQL);
    }
}
