package org.stackdeck.product;

import org.junit.jupiter.api.Tag;
import org.stackdeck.database.DatabaseProduct;

@Tag("mariadb")
class SeveralNodesPollingOnMariaDbTests extends SeveralNodesPollingTests {

    SeveralNodesPollingOnMariaDbTests() {
        super(DatabaseProduct.MARIADB);
    }
}
