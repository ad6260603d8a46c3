package org.stackdeck.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Converts between instants and database timestamps, which are in UTC without a time zone. The result does not depend
 * on the time zones of Stackdeck and the database.
 */
public final class DatabaseTimestamps {

    private DatabaseTimestamps() {}

    /**
     * Returns the SQL expression for the current time of the database server, whose clock is the same for all nodes. In
     * MariaDB and PostgreSQL, the value is the start of the statement in UTC, independent of the time zone of the
     * connection. In H2, which only one process uses, it is in the time zone of this process.
     */
    public static String nowExpression(String databaseUrl) {
        if (databaseUrl.startsWith("jdbc:mariadb:")) {
            return "utc_timestamp(6)";
        }
        return databaseUrl.startsWith("jdbc:postgresql:")
                ? "(statement_timestamp() at time zone 'UTC')"
                : "localtimestamp(6)";
    }

    public static LocalDateTime toDatabase(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    public static Instant fromDatabase(LocalDateTime stored) {
        return stored.toInstant(ZoneOffset.UTC);
    }

    public static Instant fromDatabase(ResultSet row, String column) throws SQLException {
        return fromDatabase(row.getObject(column, LocalDateTime.class));
    }

    /** Returns null if the column is null. */
    public static @Nullable Instant fromDatabaseOrNull(ResultSet row, String column) throws SQLException {
        LocalDateTime stored = row.getObject(column, LocalDateTime.class);
        return stored == null ? null : fromDatabase(stored);
    }
}
