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

    /** A measured value. */
    public enum Metric {
        /** Number of physical CPUs that the server uses. */
        CPUS,
        /** Used memory in bytes, as reported by the guest. */
        MEMORY,
        /** In bytes per second, over all disks; also applies to {@link #DISK_WRITTEN}. */
        DISK_READ,
        DISK_WRITTEN,
        /** In bytes per second, over all interfaces; also applies to {@link #NETWORK_SENT}. */
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
