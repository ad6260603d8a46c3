package org.stackdeck.platform.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.stackdeck.platform.command.CommandException;

/** Detects whether other processes use the database. */
public final class ExclusiveDatabaseCheck {

    private static final String MARIADB = """
        select count(*) from information_schema.processlist
        where db = database() and user = substring_index(user(), '@', 1) and id <> connection_id()\
        """;

    private static final String POSTGRESQL = """
        select count(*) from pg_stat_activity
        where datname = current_database() and usename = current_user and pid <> pg_backend_pid()\
        """;

    /** Queries by database product. H2 requires no query, because two processes cannot open its file. */
    private static final Map<String, String> QUERIES =
            Map.of("MariaDB", MARIADB, "MySQL", MARIADB, "PostgreSQL", POSTGRESQL);

    /** Time within which the server removes the connections of a process that has just stopped. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private ExclusiveDatabaseCheck() {}

    /**
     * Requires that the database user has no other connection to this database.
     *
     * @throws CommandException if there are other connections, or the thread is interrupted
     */
    public static void requireUnused(DataSource database) throws SQLException {
        if (!isUnused(database)) {
            throw new CommandException("The database is in use by another process. Stop all Stackdeck processes and"
                    + " close other connections of this database user.");
        }
    }

    /**
     * Returns whether the database user has no other connection to this database. Waits for up to three seconds until
     * this is so. Does not detect connections of other database users.
     *
     * @throws CommandException if the thread is interrupted
     */
    public static boolean isUnused(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            @Nullable String query = QUERIES.get(connection.getMetaData().getDatabaseProductName());
            long end = System.nanoTime() + LIMIT.toNanos();
            while (query != null && count(statement, query) > 0) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("The command was interrupted.", e);
        }
    }

    private static long count(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
