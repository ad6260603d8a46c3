package org.stackdeck.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How a moment stands in the database: in UTC without saying so, whatever the zones of the console and of the database. */
public final class StoredTime {

    private StoredTime() {}

    public static LocalDateTime of(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    public static Instant read(LocalDateTime stored) {
        return stored.toInstant(ZoneOffset.UTC);
    }

    public static Instant read(ResultSet row, String column) throws SQLException {
        return read(row.getObject(column, LocalDateTime.class));
    }

    /** Null where nothing stands in the column. */
    public static @Nullable Instant readIfAny(ResultSet row, String column) throws SQLException {
        LocalDateTime stored = row.getObject(column, LocalDateTime.class);
        return stored == null ? null : read(stored);
    }
}
