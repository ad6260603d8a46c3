package org.stackdeck.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What vaadin-grid's connector (gridConnector.ts) keeps and asks for, for the rows of a window of usual height. Not
 * safe for use by several threads.
 */
final class GridModel {

    /** Rows that are drawn in a window 900 px high. */
    static final int DRAWN = 27;

    static final int PAGE = 50;
    private static final Range NONE = new Range(-1, -1);

    private final Map<Integer, JsonNode> items = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private int size;
    private int top;
    private Range range = new Range(0, 0);

    /** Pages, both ends included. */
    private record Range(int first, int last) {}

    /** Rows to be asked for. */
    record Rows(int start, int length) {}

    int size() {
        return size;
    }

    int top() {
        return top;
    }

    void updateSize(int newSize) {
        size = newSize;
        top = Math.clamp(top, 0, Math.max(0, size - DRAWN));
    }

    void set(int start, JsonNode rows) {
        for (int i = 0; i < rows.size(); i++) {
            put(start + i, rows.get(i));
        }
    }

    /** Replaces those that it has. */
    void update(JsonNode rows) {
        rows.forEach(row -> {
            Integer place = places.get(key(row));
            if (place != null) {
                put(place, row);
            }
        });
    }

    void clear(int start, int length) {
        IntStream.range(start, start + length).forEach(this::remove);
    }

    void reset() {
        items.clear();
        places.clear();
        range = NONE;
    }

    void confirm() {
        if (firstMissing().isEmpty()) {
            range = NONE;
        }
    }

    void scrollTo(int row) {
        top = Math.clamp(row, 0, Math.max(0, size - DRAWN));
    }

    /** What the connector would ask for now: nothing when it has all that is drawn, or has asked for it. */
    Optional<Rows> toAsk() {
        OptionalInt missing = firstMissing();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        int last = last();
        int buffer = last - top;
        Range pages = new Range(Math.max(top - buffer, 0) / PAGE, Math.min(last + buffer, size) / PAGE);
        int page = missing.getAsInt() / PAGE;
        if (page < pages.first() || page > pages.last()) {
            pages = new Range(page, page);
        }
        if (pages.equals(range)) {
            return Optional.empty();
        }
        range = pages;
        return Optional.of(new Rows(pages.first() * PAGE, (pages.last() - pages.first() + 1) * PAGE));
    }

    OptionalInt firstMissing() {
        return IntStream.rangeClosed(top, last())
                .filter(i -> !items.containsKey(i))
                .findFirst();
    }

    @Nullable
    JsonNode row(int place) {
        return items.get(place);
    }

    /** Those that are drawn, as far as they are there, from the top. */
    List<JsonNode> drawn() {
        return IntStream.rangeClosed(top, last())
                .mapToObj(items::get)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    static String key(JsonNode row) {
        return row.path("key").asString("");
    }

    /** Of the server. Each column has properties of its own, with a prefix that only its session knows. */
    static String name(JsonNode row) {
        return row.propertyStream()
                .filter(property -> property.getKey().endsWith("_name"))
                .findFirst()
                .map(property -> property.getValue().asString(""))
                .orElse("");
    }

    private int last() {
        return Math.min(top + DRAWN, size) - 1;
    }

    private void put(int place, JsonNode row) {
        remove(place);
        items.put(place, row);
        places.put(key(row), place);
    }

    private void remove(int place) {
        JsonNode was = items.remove(place);
        if (was != null) {
            places.remove(key(was), place);
        }
    }
}
