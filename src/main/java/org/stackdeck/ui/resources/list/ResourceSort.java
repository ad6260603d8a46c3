package org.stackdeck.ui.resources.list;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.search.NaturalOrderComparator;

/**
 * Sort order of a list of resources, by one column. Resources with equal values keep their order, which is by name.
 *
 * @param column code of a field, {@link #NAME} or {@link #PROJECT}
 */
@ViewLogic
record ResourceSort(String column, boolean descending) {

    static final String NAME = "name";
    static final String PROJECT = "project";
    static final ResourceSort BY_NAME = new ResourceSort(NAME, false);

    /**
     * Parses a column's code, with a leading minus for descending order. Sorts by name if the list has no such column.
     */
    static ResourceSort parse(String text, ResourceKind kind) {
        boolean descending = text.startsWith("-");
        String column = descending ? text.substring(1) : text;
        boolean exists = column.equals(NAME)
                || (column.equals(PROJECT) && kind.hasProject())
                || kind.fields().stream()
                        .anyMatch(field -> field.listed() && field.code().equals(column));
        return exists ? new ResourceSort(column, descending) : BY_NAME;
    }

    String code() {
        return (descending ? "-" : "") + column;
    }

    /** A row with its precomputed sort key. */
    private record KeyedRow(ResourceRow row, String key) {}

    /** @param rows all rows of the kind */
    List<ResourceRow> sort(List<ResourceRow> rows, ResourceKind kind) {
        Function<ResourceRow, String> value = value(kind);
        Comparator<KeyedRow> order = Comparator.comparing(KeyedRow::key);
        KeyedRow[] keyed = rows.stream()
                .map(row -> new KeyedRow(row, NaturalOrderComparator.sortKey(value.apply(row))))
                .toArray(KeyedRow[]::new);
        Arrays.sort(keyed, descending ? order.reversed() : order);
        return Arrays.stream(keyed).map(KeyedRow::row).toList();
    }

    private Function<ResourceRow, String> value(ResourceKind kind) {
        return kind.fields().stream()
                .filter(field -> field.code().equals(column))
                .findFirst()
                .<Function<ResourceRow, String>>map(field -> row -> value(row, field))
                .orElse(column.equals(PROJECT) ? ResourceRow::project : ResourceRow::name);
    }

    /** Returns a text whose natural order is that of the values. */
    private static String value(ResourceRow row, ResourceField field) {
        Object value = row.resource().values().get(field.code());
        return switch (field.type()) {
            case NUMBER, BYTES, MIB, GIB -> value == null ? "" : String.valueOf(value);
            case TIME -> value instanceof Instant time ? String.valueOf(time.toEpochMilli()) : "";
            case BOOLEAN, TEXT, TEXTS, MAP -> row.text(field);
        };
    }
}
