package org.stackdeck.administration.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.stackdeck.database.TestSchema;

abstract class DatabaseServerTransferTestBase extends DatabaseTransferTestBase {

    @Test
    void databaseIsNotExportedWhileAnotherProcessUsesIt() throws SQLException {
        String url = newDatabase();
        TestSchema.create(url, user());
        try (var _ = DriverManager.getConnection(url, user(), "")) {
            assertThat(run(url, user(), "export", file("file.zip"))).isEqualTo(2);
        }

        assertThat(output)
                .singleElement()
                .asString()
                .contains("in use by another process", "Stop all Stackdeck processes");
        assertThat(directory.resolve("file.zip")).doesNotExist();
        assertThat(run(url, user(), "export", file("file.zip")))
                .as("%s", output)
                .isZero();
    }
}
