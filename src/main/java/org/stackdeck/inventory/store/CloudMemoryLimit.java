package org.stackdeck.inventory.store;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.server.Server;

/**
 * Limits the memory that Stackdeck uses to store the servers of each cloud, so that one cloud cannot use up the memory
 * that the others need. Not thread-safe.
 */
final class CloudMemoryLimit {

    private final long maxBytes;
    private final Map<CloudName, Long> used = new HashMap<>();

    /** @param maxBytes maximum for each cloud */
    CloudMemoryLimit(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Replaces a recorded server.
     *
     * @param before null if none is recorded
     * @return false, without an effect, if the cloud would exceed its limit
     */
    boolean replace(@Nullable Server before, Server after) {
        long bytes = used.getOrDefault(after.cloud(), 0L) - size(before) + size(after);
        if (bytes > maxBytes) {
            return false;
        }
        used.put(after.cloud(), bytes);
        return true;
    }

    void remove(@Nullable Server server) {
        if (server != null) {
            used.merge(server.cloud(), -size(server), Long::sum);
        }
    }

    long megabytes() {
        return maxBytes >> 20;
    }

    private static long size(@Nullable Server server) {
        return server == null ? 0 : server.estimatedSize();
    }
}
