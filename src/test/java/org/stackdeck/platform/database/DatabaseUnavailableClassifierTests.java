package org.stackdeck.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;

@ExtendWith(DatabaseInstalledCondition.class)
class DatabaseUnavailableClassifierTests {

    @Test
    @Tag("mariadb")
    void stopOfMariaDbIsAnOutage() throws SQLException {
        stopIsAnOutage(DatabaseProduct.MARIADB.another());
    }

    @Test
    @Tag("postgresql")
    void stopOfPostgreSqlIsAnOutage() throws SQLException {
        stopIsAnOutage(DatabaseProduct.POSTGRESQL.another());
    }

    private static void stopIsAnOutage(DatabaseServer server) throws SQLException {
        String url = server.newDatabase();
        try (Connection connection = DriverManager.getConnection(url, DatabaseServer.USER, "");
                Statement statement = connection.createStatement()) {
            assertThat(isOutage(() -> statement.execute("select nothing")))
                    .as("an error of a statement")
                    .isFalse();

            server.stop();

            assertThat(isOutage(() -> statement.execute("select 1")))
                    .as("a connection of the stopped server")
                    .isTrue();
            assertThat(isOutage(() -> DriverManager.getConnection(url, DatabaseServer.USER, "")))
                    .as("a new connection")
                    .isTrue();
        }
    }

    @Test
    @Tag("mariadb")
    void readOnlyMariaDbIsAnOutage() throws SQLException {
        readOnlyServerIsAnOutage(DatabaseProduct.MARIADB.another());
    }

    @Test
    @Tag("postgresql")
    void readOnlyPostgreSqlIsAnOutage() throws SQLException {
        readOnlyServerIsAnOutage(DatabaseProduct.POSTGRESQL.another());
    }

    private static void readOnlyServerIsAnOutage(DatabaseServer server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.newDatabase(), server.ordinaryUser(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table entry (id int)");

            server.setReadOnly(true);

            assertThat(statement.execute("select * from entry")).isTrue();
            // PostgreSQL applies the setting to open connections a moment later.
            SQLException failure = await().until(
                            () -> catchThrowableOfType(
                                    SQLException.class, () -> statement.execute("delete from entry")),
                            Objects::nonNull);
            assertThat(DatabaseUnavailableClassifier.isUnavailable(failure)).isTrue();
            assertThat(DatabaseUnavailableClassifier.problemCode(failure)).isEqualTo("database-read-only");

            server.setReadOnly(false);
            await().ignoreExceptions().until(() -> statement.executeUpdate("insert into entry values (1)") == 1);
        }
    }

    private static boolean isOutage(ThrowingCallable call) {
        return DatabaseUnavailableClassifier.isUnavailable(catchThrowableOfType(SQLException.class, call));
    }
}
