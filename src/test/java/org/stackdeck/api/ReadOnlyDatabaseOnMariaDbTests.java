package org.stackdeck.api;

import org.junit.jupiter.api.Tag;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.stackdeck.database.DatabaseProduct;

@Tag("mariadb")
class ReadOnlyDatabaseOnMariaDbTests extends ReadOnlyDatabaseTests {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        start(DatabaseProduct.MARIADB, properties);
    }
}
