package org.stackdeck.ui.servers.grid;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerSort;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Columns, widths, density and grouping of the server grid.
 *
 * @param columns the shown columns in their order, always with the name; null for the default columns, which depend on
 *     the width of the window
 * @param widths widths that the user has changed, in pixels, limited to {@value #MIN_WIDTH} to {@value #MAX_WIDTH}
 */
@ViewLogic
public record ServerGridLayout(
        @Nullable List<ServerSort.Column> columns,
        Map<ServerSort.Column, Integer> widths,
        Density density,
        ServerGrouping grouping) {

    public static final ServerGridLayout DEFAULT =
            new ServerGridLayout(null, Map.of(), Density.COMFORTABLE, ServerGrouping.NONE);

    static final int MIN_WIDTH = 40;
    static final int MAX_WIDTH = 2_000;

    /** Columns that are shown by default, in their order, with the minimum width of the window in CSS pixels. */
    private static final Map<ServerSort.Column, Integer> MIN_WINDOW_WIDTHS = new LinkedHashMap<>();

    static {
        MIN_WINDOW_WIDTHS.put(ServerSort.Column.STATE, 641);
        MIN_WINDOW_WIDTHS.put(ServerSort.Column.NAME, 641);
        MIN_WINDOW_WIDTHS.put(ServerSort.Column.ADDRESS, 641);
        MIN_WINDOW_WIDTHS.put(ServerSort.Column.FLAVOR, 1000);
        MIN_WINDOW_WIDTHS.put(ServerSort.Column.IMAGE, 1520);
        MIN_WINDOW_WIDTHS.put(ServerSort.Column.PROJECT, 1180);
        MIN_WINDOW_WIDTHS.put(ServerSort.Column.AGE, 1080);
        MIN_WINDOW_WIDTHS.put(ServerSort.Column.OWNER, 1280);
        MIN_WINDOW_WIDTHS.put(ServerSort.Column.TAGS, 1400);
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Height of the rows. */
    public enum Density {
        COMFORTABLE,
        COMPACT;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Document(
            @Nullable List<String> columns,
            @Nullable Map<String, Integer> widths,
            @Nullable String density,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String group) {}

    public ServerGridLayout {
        if (columns != null) {
            List<ServerSort.Column> distinct =
                    new ArrayList<>(columns.stream().distinct().toList());
            if (!distinct.contains(ServerSort.Column.NAME)) {
                distinct.addFirst(ServerSort.Column.NAME);
            }
            columns = List.copyOf(distinct);
        }
        Map<ServerSort.Column, Integer> limited = new EnumMap<>(ServerSort.Column.class);
        widths.forEach((column, width) -> limited.put(column, Math.clamp(width, MIN_WIDTH, MAX_WIDTH)));
        widths = Collections.unmodifiableMap(limited);
    }

    /** Parses a stored layout. Ignores unknown columns, and returns the default if the text is not a layout. */
    public static ServerGridLayout fromJson(String json) {
        try {
            Document document = JSON.readValue(json, Document.class);
            return document == null ? DEFAULT : of(document);
        } catch (JacksonException e) {
            return DEFAULT;
        }
    }

    private static ServerGridLayout of(Document document) {
        Map<ServerSort.Column, Integer> widths = new EnumMap<>(ServerSort.Column.class);
        if (document.widths() != null) {
            document.widths().forEach((code, width) -> {
                if (width != null) {
                    ServerSort.Column.fromCode(code).ifPresent(column -> widths.put(column, width));
                }
            });
        }
        return new ServerGridLayout(
                document.columns() == null
                        ? null
                        : document.columns().stream()
                                .filter(Objects::nonNull)
                                .map(ServerSort.Column::fromCode)
                                .flatMap(Optional::stream)
                                .toList(),
                widths,
                Arrays.stream(Density.values())
                        .filter(density -> density.code().equals(document.density()))
                        .findFirst()
                        .orElse(Density.COMFORTABLE),
                Optional.ofNullable(document.group())
                        .flatMap(ServerGrouping::fromCode)
                        .orElse(ServerGrouping.NONE));
    }

    public String toJson() {
        Map<String, Integer> byCode = new LinkedHashMap<>();
        widths.forEach((column, width) -> byCode.put(column.code(), width));
        return JSON.writeValueAsString(new Document(
                columns == null
                        ? null
                        : columns.stream().map(ServerSort.Column::code).toList(),
                byCode,
                density.code(),
                grouping == ServerGrouping.NONE ? null : grouping.code()));
    }

    /**
     * Returns the columns that the user has selected or, by default, the columns of a window of this width in CSS
     * pixels.
     */
    public List<ServerSort.Column> shownColumns(int windowWidth) {
        return columns != null
                ? columns
                : MIN_WINDOW_WIDTHS.entrySet().stream()
                        .filter(entry -> entry.getValue() <= windowWidth)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** Returns the columns that the widest windows show, in their order. */
    List<ServerSort.Column> allColumns() {
        return shownColumns(Integer.MAX_VALUE);
    }

    /**
     * Returns the minimum width of a window that shows the column, in CSS pixels. All columns that the user has
     * selected have the same minimum.
     */
    int minWindowWidth(ServerSort.Column column) {
        return columns != null ? 641 : MIN_WINDOW_WIDTHS.getOrDefault(column, 641);
    }

    public ServerGridLayout withColumns(List<ServerSort.Column> newColumns) {
        return new ServerGridLayout(newColumns, widths, density, grouping);
    }

    public ServerGridLayout withDensity(Density newDensity) {
        return new ServerGridLayout(columns, widths, newDensity, grouping);
    }

    public ServerGridLayout withGrouping(ServerGrouping newGrouping) {
        return new ServerGridLayout(columns, widths, density, newGrouping);
    }

    public ServerGridLayout withWidth(ServerSort.Column column, int pixels) {
        Map<ServerSort.Column, Integer> changed = new EnumMap<>(ServerSort.Column.class);
        changed.putAll(widths);
        changed.put(column, pixels);
        return new ServerGridLayout(columns, changed, density, grouping);
    }
}
