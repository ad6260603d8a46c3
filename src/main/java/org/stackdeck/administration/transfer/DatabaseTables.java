package org.stackdeck.administration.transfer;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the tables of Stackdeck from the metadata of a database. */
final class DatabaseTables {

    /** Tables that are not transferred: those of Liquibase, and those that describe running processes. */
    static final Set<String> LEFT_OUT = Set.of(
            "databasechangelog", "databasechangeloglock", "node", "node_event", "cloud_lease", "inventory_change");

    /** Tables to which the creation of the schema adds rows: locks, and settings with their defaults. */
    static final Set<String> INITIAL_ROWS = Set.of(
            "access_requests_lock",
            "administrator_lock",
            "audit_head",
            "audit_retention",
            "cloud_connection_lock",
            "grants_lock",
            "groups_lock",
            "key_pair_lock",
            "recipe_lock",
            "registration_policy",
            "server_change_lock");

    private static final String[] TYPES = {"TABLE", "BASE TABLE"};

    private DatabaseTables() {}

    /** Returns all tables that are transferred, each after the tables to which its foreign keys refer. */
    static List<DatabaseTable> inOrderOfReferences(Connection connection) throws SQLException {
        Map<String, DatabaseTable> remaining = read(connection);
        Map<String, Set<String>> references = new TreeMap<>();
        for (String name : remaining.keySet()) {
            references.put(name, references(connection, name));
        }
        List<DatabaseTable> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (!remaining.isEmpty()) {
            List<String> next = remaining.keySet().stream()
                    .filter(name -> done.containsAll(references.getOrDefault(name, Set.of())))
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("tables refer to each other: " + remaining.keySet());
            }
            next.forEach(name -> ordered.add(remaining.remove(name)));
            done.addAll(next);
        }
        return ordered;
    }

    /** Returns the name of a table that has rows, other than the {@link #INITIAL_ROWS}; empty if there is none. */
    static Optional<String> findNonEmpty(Connection connection) throws SQLException {
        for (DatabaseTable table : read(connection).values()) {
            if (!INITIAL_ROWS.contains(table.portableName()) && hasRows(connection, table)) {
                return Optional.of(table.portableName());
            }
        }
        return Optional.empty();
    }

    static boolean hasRows(Connection connection, DatabaseTable table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery(table.select())) {
                return rows.next();
            }
        }
    }

    private static Map<String, DatabaseTable> read(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String quote = metaData.getIdentifierQuoteString();
        Map<String, DatabaseTable> tables = new TreeMap<>();
        try (ResultSet found = metaData.getTables(connection.getCatalog(), connection.getSchema(), "%", TYPES)) {
            while (found.next()) {
                DatabaseTable table = new DatabaseTable(found.getString("TABLE_NAME"), List.of(), quote);
                if (!LEFT_OUT.contains(table.portableName())) {
                    tables.put(table.name(), table);
                }
            }
        }
        for (String name : List.copyOf(tables.keySet())) {
            tables.put(name, new DatabaseTable(name, columns(connection, name), quote));
        }
        return tables;
    }

    private static List<DatabaseTable.Column> columns(Connection connection, String table) throws SQLException {
        List<DatabaseTable.Column> columns = new ArrayList<>();
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet found =
                metaData.getColumns(connection.getCatalog(), connection.getSchema(), pattern(metaData, table), "%")) {
            while (found.next()) {
                columns.add(new DatabaseTable.Column(
                        found.getString("COLUMN_NAME"), ColumnKind.of(found.getInt("DATA_TYPE"))));
            }
        }
        return columns;
    }

    private static String pattern(DatabaseMetaData metaData, String name) throws SQLException {
        String escape = metaData.getSearchStringEscape();
        return name.replace("_", escape + "_");
    }

    /** Returns the other tables to which the foreign keys of the table refer. */
    private static Set<String> references(Connection connection, String table) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (ResultSet keys =
                connection.getMetaData().getImportedKeys(connection.getCatalog(), connection.getSchema(), table)) {
            while (keys.next()) {
                names.add(keys.getString("PKTABLE_NAME"));
            }
        }
        names.remove(table);
        return names;
    }
}
