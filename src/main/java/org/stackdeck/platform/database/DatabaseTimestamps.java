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
