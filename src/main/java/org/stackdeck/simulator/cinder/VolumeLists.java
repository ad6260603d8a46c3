package org.stackdeck.simulator.cinder;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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

    private static final List<String> FILTERS = List.of("name", "status", "availability_zone", "bootable");

    private VolumeLists() {}

    /** @throws ApiException 400 if the volumes cannot be sorted by a key */
    static List<SimulatedVolume> select(List<SimulatedVolume> volumes, QueryParameters query) {
        return volumes.stream()
                .filter(volume -> fits(volume, query))
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
