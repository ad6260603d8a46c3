package org.stackdeck.cloud.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resource usage of a server over time.
 *
 * @param times oldest first
 * @param values one value for each time, null if unknown; metrics without any value are omitted
 */
public record ServerUsageHistory(List<Instant> times, Map<Metric, List<@Nullable Double>> values) {

    /**
     * A measured value. The values of disks and interfaces are rates in bytes per second, summed over all disks or
     * interfaces of the server.
     */
    public enum Metric {
        /** Number of physical CPUs that the server uses. */
        CPUS,
        /** Used memory in bytes, as reported by the guest. */
        MEMORY,
        DISK_READ,
        DISK_WRITTEN,
        NETWORK_RECEIVED,
        NETWORK_SENT
    }

    public ServerUsageHistory {
        times = List.copyOf(times);
        Map<Metric, List<@Nullable Double>> copy = new EnumMap<>(Metric.class);
        values.forEach((metric, series) -> copy.put(metric, Collections.unmodifiableList(new ArrayList<>(series))));
        values = Collections.unmodifiableMap(copy);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }
}
