package org.stackdeck.product;

import org.junit.jupiter.api.Tag;
import org.stackdeck.database.DatabaseProduct;

@Tag("mariadb")
class SeveralNodesOnMariaDbTests extends SeveralNodesTests {

    SeveralNodesOnMariaDbTests() {
        super(DatabaseProduct.MARIADB);
    }
}
