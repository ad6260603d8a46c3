package org.stackdeck.simulator.cinder;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.support.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Filters and sorts lists of volumes like Cinder's default {@code resource_filters.json}. */
final class VolumeLists {

    private static final Map<String, Function<SimulatedVolume, String>> FIELDS = Map.of(
            "id", SimulatedVolume::id,
            "name", SimulatedVolume::name,
            "display_name", SimulatedVolume::name,
            "status", SimulatedVolume::status,
            "size", volume -> "%09d".formatted(volume.size()),
            "availability_zone", _ -> VolumeDocuments.ZONE,
            "bootable", volume -> String.valueOf(volume.settings().bootable()),
            "created_at", volume -> volume.created().toString(),
            "updated_at", volume -> volume.updated().toString());

    private static final Map<String, Function<SimulatedVolume, Instant>> TIMES =
            Map.of("created_at", SimulatedVolume::created, "updated_at", SimulatedVolume::updated);

    /** Microversion since which members can filter by time. Before, Cinder ignores these filters. */
    private static final int TIME_FILTER_VERSION = 60;

    private static final List<String> FILTERS = List.of("name", "status", "availability_zone", "bootable");

    private VolumeLists() {}

    /**
     * @param version minor version of the request
     * @throws ApiException 400 if the volumes cannot be sorted by a key, or a filter by time is invalid
     */
    static List<SimulatedVolume> select(List<SimulatedVolume> volumes, QueryParameters query, int version) {
        Predicate<SimulatedVolume> timeFilter = version < TIME_FILTER_VERSION ? _ -> true : timeFilter(query);
        return volumes.stream()
                .filter(volume -> fits(volume, query))
                .filter(timeFilter)
                .sorted(order(query))
                .toList();
    }

    private static boolean fits(SimulatedVolume volume, QueryParameters query) {
        return FILTERS.stream()
                        .allMatch(name -> query.last(name)
                                .map(wanted -> wanted.equalsIgnoreCase(
                                        Objects.requireNonNull(FIELDS.get(name)).apply(volume)))
                                .orElse(true))
                && query.last("size").map(String.valueOf(volume.size())::equals).orElse(true)
                && query.last("metadata")
                        .map(wanted -> hasMetadata(volume, wanted))
                        .orElse(true);
    }

    /** Parses comparisons such as {@code gt:2026-03-02T10:00:00,lte:2026-03-03T10:00:00}. */
    private static Predicate<SimulatedVolume> timeFilter(QueryParameters query) {
        Predicate<SimulatedVolume> filter = _ -> true;
        for (Map.Entry<String, Function<SimulatedVolume, Instant>> time : TIMES.entrySet()) {
            for (String comparison :
                    query.last(time.getKey()).map(text -> text.split(",", -1)).orElse(new String[0])) {
                IntPredicate operator = operator(comparison.substring(0, Math.max(0, comparison.indexOf(':'))));
                Instant limit = parseTime(comparison.substring(comparison.indexOf(':') + 1));
                filter = filter.and(volume -> operator.test(time.getValue()
                        .apply(volume)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .compareTo(limit)));
            }
        }
        return filter;
    }

    private static IntPredicate operator(String name) {
        return switch (name) {
            case "gt" -> order -> order > 0;
            case "gte" -> order -> order >= 0;
            case "eq" -> order -> order == 0;
            case "neq" -> order -> order != 0;
            case "lt" -> order -> order < 0;
            case "lte" -> order -> order <= 0;
            default -> throw ApiException.badRequest("Invalid operator " + name);
        };
    }

    private static Instant parseTime(String text) {
        try {
            return Instant.parse(text.matches(".*(Z|[+-]\\d\\d:\\d\\d)") ? text : text + "Z");
        } catch (DateTimeParseException e) {
            throw ApiException.badRequest("Invalid value " + text);
        }
    }

    /** @param wanted JSON, or a dictionary of Python */
    private static boolean hasMetadata(SimulatedVolume volume, String wanted) {
        JsonNode entries;
        try {
            entries = Json.MAPPER.readTree(wanted.replace('\'', '"'));
        } catch (JacksonException e) {
            return true;
        }
        return entries.propertyStream()
                .allMatch(entry -> entry.getValue()
                        .asString("")
                        .equals(volume.settings().metadata().get(entry.getKey())));
    }

    private static Comparator<SimulatedVolume> order(QueryParameters query) {
        Comparator<SimulatedVolume> order = (_, _) -> 0;
        String sort = query.last("sort").orElse(null);
        if (sort != null) {
            for (String part : sort.split(",", -1)) {
                String[] keyAndDirection = part.split(":", 2);
                order = order.thenComparing(
                        by(keyAndDirection[0].strip(), keyAndDirection.length > 1 ? keyAndDirection[1] : null));
            }
            return order;
        }
        List<String> keys = query.all("sort_key");
        List<String> directions = query.all("sort_dir");
        for (int i = 0; i < keys.size(); i++) {
            order = order.thenComparing(by(keys.get(i), i < directions.size() ? directions.get(i) : null));
        }
        return order;
    }

    private static Comparator<SimulatedVolume> by(String key, @Nullable String direction) {
        Function<SimulatedVolume, String> field = FIELDS.get(key);
        if (field == null || (direction != null && !List.of("asc", "desc").contains(direction))) {
            throw ApiException.badRequest("Invalid sort key or direction: " + key);
        }
        Comparator<SimulatedVolume> order = Comparator.comparing(field);
        return "asc".equals(direction) ? order : order.reversed();
    }
}
