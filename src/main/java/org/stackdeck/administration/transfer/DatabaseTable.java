package org.stackdeck.administration.transfer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Table of a database.
 *
 * @param name as stored; the case depends on the product
 * @param quote quotation mark of identifiers
 */
record DatabaseTable(String name, List<Column> columns, String quote) {

    /** @param name as stored */
    record Column(String name, ColumnKind kind) {

        String portableName() {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the name in the export file. */
    String portableName() {
        return name.toLowerCase(Locale.ROOT);
    }

    List<String> portableColumnNames() {
        return columns.stream().map(Column::portableName).toList();
    }

    /** Returns the table with only these columns, in this order. */
    DatabaseTable withColumnOrder(List<String> portableNames) {
        return new DatabaseTable(
                name,
                portableNames.stream()
                        .flatMap(portableName -> columns.stream()
                                .filter(column -> column.portableName().equals(portableName)))
                        .toList(),
                quote);
    }

    String select() {
        return "select " + columnNames() + " from " + quoted(name);
    }

    String insert() {
        return "insert into " + quoted(name) + " (" + columnNames() + ") values ("
                + columns.stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")";
    }

    String delete() {
        return "delete from " + quoted(name);
    }

    private String columnNames() {
        return columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
    }

    private String quoted(String identifier) {
        return quote + identifier + quote;
    }
}
