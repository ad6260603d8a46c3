package org.stackdeck.administration.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Kind of a database column, with the form of its values in the export file. The supported databases have different
 * types for the same kind.
 */
enum ColumnKind {
    TEXT {
        @Override
        void write(ResultSet row, int column, ArrayNode values) throws SQLException {
            values.add(row.getString(column));
        }

        @Override
        Object parse(JsonNode value) {
            return value.asString();
        }
    },
    INTEGER {
        @Override
        void write(ResultSet row, int column, ArrayNode values) throws SQLException {
            long value = row.getLong(column);
            values.add(row.wasNull() ? null : value);
        }

        @Override
        Object parse(JsonNode value) {
            return value.longValue();
        }
    },
    BOOLEAN {
        @Override
        void write(ResultSet row, int column, ArrayNode values) throws SQLException {
            boolean value = row.getBoolean(column);
            values.add(row.wasNull() ? null : value);
        }

        @Override
        Object parse(JsonNode value) {
            return value.booleanValue();
        }
    },
    /** Time in UTC, as the database stores it. */
    TIMESTAMP {
        @Override
        void write(ResultSet row, int column, ArrayNode values) throws SQLException {
            @Nullable LocalDateTime value = row.getObject(column, LocalDateTime.class);
            values.add(value == null ? null : value.toInstant(ZoneOffset.UTC).toString());
        }

        @Override
        Object parse(JsonNode value) {
            return LocalDateTime.ofInstant(Instant.parse(value.asString()), ZoneOffset.UTC);
        }
    },
    BINARY {
        @Override
        void write(ResultSet row, int column, ArrayNode values) throws SQLException {
            byte @Nullable [] value = row.getBytes(column);
            values.add(value);
        }

        @Override
        Object parse(JsonNode value) {
            return value.binaryValue();
        }
    };

    /** Appends the value of the column in the current row, or null, to the values. */
    abstract void write(ResultSet row, int column, ArrayNode values) throws SQLException;

    /**
     * Parses a value that is not null.
     *
     * @throws RuntimeException if the value cannot be converted
     */
    abstract Object parse(JsonNode value);

    /** Returns the kind for a JDBC type, a constant of {@link Types}. */
    static ColumnKind of(int type) {
        return switch (type) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> TEXT;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> INTEGER;
            case Types.BIT, Types.BOOLEAN -> BOOLEAN;
            case Types.TIMESTAMP -> TIMESTAMP;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BINARY;
            default -> throw new IllegalArgumentException("no support for columns with the JDBC type " + type);
        };
    }
}
