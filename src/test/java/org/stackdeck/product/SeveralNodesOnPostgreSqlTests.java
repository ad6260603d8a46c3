package org.stackdeck.product;

import org.junit.jupiter.api.Tag;
import org.stackdeck.database.DatabaseProduct;

@Tag("postgresql")
class SeveralNodesOnPostgreSqlTests extends SeveralNodesTests {

    SeveralNodesOnPostgreSqlTests() {
        super(DatabaseProduct.POSTGRESQL);
    }
}
