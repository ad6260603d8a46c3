package org.stackdeck.loadtest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Client side of a grid: keeps and requests the rows that vaadin-grid's connector (gridConnector.ts) would keep and
 * request in a window 900 px high. Not thread-safe.
 */
final class GridModel {

    /** Number of rows that are visible in the window. */
    static final int VISIBLE_ROWS = 27;

    private static final int PAGE_SIZE = 50;
    private static final PageRange NO_PAGES = new PageRange(-1, -1);

    private final Map<Integer, JsonNode> items = new HashMap<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private int size;
    private int firstVisible;
    private PageRange requestedPages = new PageRange(0, 0);

    /** Range of pages, both ends inclusive. */
    private record PageRange(int first, int last) {}

    /** Range of rows to request. */
    record RowRange(int start, int length) {}

    int size() {
        return size;
    }

    int firstVisible() {
        return firstVisible;
    }

    void updateSize(int newSize) {
        size = newSize;
        scrollTo(firstVisible);
    }

    void set(int start, JsonNode rows) {
        for (int i = 0; i < rows.size(); i++) {
            put(start + i, rows.get(i));
        }
    }

    /** Replaces rows that are present, and ignores others. */
    void update(JsonNode rows) {
        rows.forEach(row -> {
            Integer index = indexes.get(key(row));
            if (index != null) {
                put(index, row);
            }
        });
    }

    void clear(int start, int length) {
        IntStream.range(start, start + length).forEach(this::remove);
    }

    void reset() {
        items.clear();
        indexes.clear();
        requestedPages = NO_PAGES;
    }

    /** Ends the current request if all visible rows are present. */
    void confirm() {
        if (firstMissing().isEmpty()) {
            requestedPages = NO_PAGES;
        }
    }

    void scrollTo(int row) {
        firstVisible = Math.clamp(row, 0, Math.max(0, size - VISIBLE_ROWS));
    }

    /**
     * Returns the rows that the connector would request; empty if all visible rows are present or already requested.
     */
    Optional<RowRange> nextRequest() {
        OptionalInt missing = firstMissing();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        int last = lastVisible();
        int buffer = last - firstVisible;
        PageRange pages = new PageRange(
                Math.max(firstVisible - buffer, 0) / PAGE_SIZE, Math.min(last + buffer, size) / PAGE_SIZE);
        int page = missing.getAsInt() / PAGE_SIZE;
        if (page < pages.first() || page > pages.last()) {
            pages = new PageRange(page, page);
        }
        if (pages.equals(requestedPages)) {
            return Optional.empty();
        }
        requestedPages = pages;
        return Optional.of(new RowRange(pages.first() * PAGE_SIZE, (pages.last() - pages.first() + 1) * PAGE_SIZE));
    }

    /** Index of the first visible row that is not present. */
    OptionalInt firstMissing() {
        return IntStream.rangeClosed(firstVisible, lastVisible())
                .filter(i -> !items.containsKey(i))
                .findFirst();
    }

    @Nullable
    JsonNode row(int index) {
        return items.get(index);
    }

    /** Visible rows that are present, from top to bottom. */
    List<JsonNode> visibleRows() {
        return IntStream.rangeClosed(firstVisible, lastVisible())
                .mapToObj(items::get)
                .filter(Objects::nonNull)
                .toList();
    }

    static String key(JsonNode row) {
        return row.path("key").asString("");
    }

    /**
     * Name of the server in the row. Flow adds a prefix to each property, which differs between columns and sessions.
     */
    static String name(JsonNode row) {
        return row.propertyStream()
                .filter(property -> property.getKey().endsWith("_name"))
                .findFirst()
                .map(property -> property.getValue().asString(""))
                .orElse("");
    }

    private int lastVisible() {
        return Math.min(firstVisible + VISIBLE_ROWS, size) - 1;
    }

    private void put(int index, JsonNode row) {
        remove(index);
        items.put(index, row);
        indexes.put(key(row), index);
    }

    private void remove(int index) {
        JsonNode removed = items.remove(index);
        if (removed != null) {
            indexes.remove(key(removed), index);
        }
    }
}
