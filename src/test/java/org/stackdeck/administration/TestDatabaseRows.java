package org.stackdeck.administration;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditEntryHasher;
import org.stackdeck.audit.NumberedAuditEntry;

/**
 * Fills the transferred tables of an H2 database. Derives most values from the metadata of the columns, so that new
 * tables and columns are covered. The entries of the audit trail form a valid chain.
 */
public final class TestDatabaseRows {

    /** Number of rows in each table. */
    static final int ROWS = 3;

    /** Values of columns with check constraints. */
    private static final Map<String, @Nullable Object> REQUIRED = new HashMap<>();

    static {
        REQUIRED.put("accounts.state", "ACTIVE");
        REQUIRED.put("accounts.role", "MEMBER");
        REQUIRED.put("grants.subject_type", "USER");
        REQUIRED.put("grants.permissions", null);
        REQUIRED.put("login_sessions.kind", "WEB");
    }

    private static final Set<String> AUDIT = Set.of("audit_entry", "audit_head");
    /** Tables that are not transferred: those of Liquibase and of running processes. */
    private static final Set<String> LEFT_OUT = Set.of(
            "databasechangelog", "databasechangeloglock", "node", "node_event", "cloud_lease", "inventory_change");

    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0, 0, 123_456_000);

    private final Connection connection;
    private final DatabaseMetaData metaData;
    private final Map<String, Map<String, String>> references = new HashMap<>();

    private record Column(String name, int type, int size, boolean nullable) {}

    private TestDatabaseRows(Connection connection) throws SQLException {
        this.connection = connection;
        this.metaData = connection.getMetaData();
    }

    /**
     * Inserts {@value #ROWS} rows into each empty table that is transferred, and appends entries to the audit trail.
     */
    public static void insertInto(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            new TestDatabaseRows(connection).insertAll();
        }
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.update("update registration_policy set mode = 'CLOSED'");
        appendAuditEntries(jdbc);
    }

    /** Returns the sorted rows of each transferred table, with values in the driver's string form. */
    public static Map<String, List<List<@Nullable String>>> read(DataSource database) throws SQLException {
        Map<String, List<List<@Nullable String>>> all = new TreeMap<>();
        try (Connection connection = database.getConnection()) {
            for (String table : new TestDatabaseRows(connection).tables()) {
                List<List<@Nullable String>> rows = new ArrayList<>();
                try (ResultSet found = connection.createStatement().executeQuery("select * from " + table)) {
                    while (found.next()) {
                        List<@Nullable String> row = new ArrayList<>();
                        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                            row.add(found.getString(i));
                        }
                        rows.add(row);
                    }
                }
                rows.sort((left, right) -> left.toString().compareTo(right.toString()));
                all.put(table, rows);
            }
        }
        return all;
    }

    private List<String> tables() throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet found = metaData.getTables(
                connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                names.add(found.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        names.removeAll(LEFT_OUT);
        return names;
    }

    private void insertAll() throws SQLException {
        List<String> remaining = new ArrayList<>(tables());
        for (String table : remaining) {
            Map<String, String> columns = new HashMap<>();
            try (ResultSet keys =
                    metaData.getImportedKeys(connection.getCatalog(), connection.getSchema(), stored(table))) {
                while (keys.next()) {
                    columns.put(
                            keys.getString("FKCOLUMN_NAME"),
                            keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT) + "."
                                    + keys.getString("PKCOLUMN_NAME"));
                }
            }
            references.put(table, columns);
        }
        Set<String> done = new HashSet<>();
        while (!remaining.isEmpty()) {
            List<String> next = remaining.stream()
                    .filter(table -> references.getOrDefault(table, Map.of()).values().stream()
                            .allMatch(key -> done.contains(key.split("\\.", 2)[0])))
                    .toList();
            for (String table : next) {
                insert(table);
            }
            done.addAll(next);
            remaining.removeAll(next);
        }
    }

    private void insert(String table) throws SQLException {
        try (ResultSet existing = connection.createStatement().executeQuery("select 1 from " + table)) {
            if (existing.next() || AUDIT.contains(table)) {
                return;
            }
        }
        List<Column> columns = columns(table);
        String names = columns.stream().map(column -> '"' + column.name() + '"').collect(Collectors.joining(", "));
        String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + table + " (" + names + ") values (" + marks + ")")) {
            for (int row = 1; row <= ROWS; row++) {
                for (int i = 0; i < columns.size(); i++) {
                    statement.setObject(i + 1, value(table, columns.get(i), i, row));
                }
                statement.executeUpdate();
            }
        }
    }

    private List<Column> columns(String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet found =
                metaData.getColumns(connection.getCatalog(), connection.getSchema(), stored(table), "%")) {
            while (found.next()) {
                if (found.getString("TABLE_NAME").equals(stored(table))) {
                    columns.add(new Column(
                            found.getString("COLUMN_NAME"),
                            found.getInt("DATA_TYPE"),
                            found.getInt("COLUMN_SIZE"),
                            found.getInt("NULLABLE") == DatabaseMetaData.columnNullable));
                }
            }
        }
        return columns;
    }

    private @Nullable Object value(String table, Column column, int position, int row) {
        String name = table + "." + column.name().toLowerCase(Locale.ROOT);
        String referenced = referencedColumn(table, column.name());
        if (REQUIRED.containsKey(name)) {
            return REQUIRED.get(name);
        }
        if (!referenced.equals(name)) {
            return uuidOrText(referenced, column.size(), row);
        }
        if (column.nullable() && row == ROWS) {
            return null;
        }
        return switch (column.type()) {
            case Types.CHAR, Types.VARCHAR -> uuidOrText(name, column.size(), row);
            case Types.BOOLEAN -> row % 2 == 0;
            case Types.TIMESTAMP -> START.plusDays(position).plusNanos(1000L * row);
            case Types.BLOB -> new byte[] {0, -1, (byte) row};
            default -> row;
        };
    }

    /** Returns the column at the end of a chain of foreign keys, or the given column if it has no foreign key. */
    private String referencedColumn(String table, String column) {
        String reference = references.getOrDefault(table, Map.of()).get(column);
        return reference == null
                ? table + "." + column.toLowerCase(Locale.ROOT)
                : referencedColumn(reference.split("\\.", 2)[0], reference.split("\\.", 2)[1]);
    }

    /**
     * Returns a UUID for columns of 36 characters. Other texts contain only ASCII characters in columns of 64
     * characters and in columns with encrypted values.
     */
    private static String uuidOrText(String name, int size, int row) {
        if (size == 36) {
            return UUID.nameUUIDFromBytes((name + row).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
        boolean ascii = size == 64 || size == 8000 || size == 1_000_000;
        return ascii ? "v" + row : "Ä'\"\\ 服务器 😀\n" + row + " ";
    }

    private static String stored(String table) {
        return table.toUpperCase(Locale.ROOT);
    }

    private static void appendAuditEntries(JdbcTemplate jdbc) {
        String hash = "0".repeat(64);
        for (long sequence = 1; sequence <= ROWS; sequence++) {
            AuditEntry entry = new AuditEntry(
                    null,
                    "Ä 服务器",
                    "192.0.2.1",
                    "UI",
                    "server.stop",
                    "server",
                    null,
                    "",
                    AuditEntry.Result.SUCCESS,
                    AuditDetail.of("name", "😀 '\"\\ "));
            Instant at = START.toInstant(ZoneOffset.UTC).plusNanos(1000 * sequence);
            String previous = hash;
            hash = AuditEntryHasher.hash(previous, new NumberedAuditEntry(sequence, at, entry));
            jdbc.update(
                    "insert into audit_entry values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    sequence,
                    LocalDateTime.ofInstant(at, ZoneOffset.UTC),
                    entry.actorId(),
                    entry.actor(),
                    entry.source(),
                    entry.channel(),
                    entry.action(),
                    entry.objectType(),
                    entry.objectId(),
                    entry.objectName(),
                    entry.result().name(),
                    entry.detailText(),
                    previous,
                    hash);
        }
        jdbc.update("update audit_head set sequence_number = ?, hash = ?", ROWS, hash);
    }
}
