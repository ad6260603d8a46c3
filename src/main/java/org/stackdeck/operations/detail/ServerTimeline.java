package org.stackdeck.operations.detail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;

/**
 * Actions performed on a server.
 *
 * @param entries newest first
 * @param problem reason why the actions recorded by the cloud are missing; null if they were loaded
 */
public record ServerTimeline(
        List<ServerTimelineEntry> entries, @Nullable Problem problem) {

    /** Maximum number of entries. Older entries are omitted. */
    public static final int MAX_ENTRIES = 200;

    public ServerTimeline {
        entries = List.copyOf(entries);
    }

    /**
     * Reason why the actions recorded by the cloud are missing.
     *
     * @param message message from the cloud; if the limit was exceeded, a message for logs and API clients
     * @param limitExceeded whether Stackdeck rejected the request because the user has caused too many requests
     */
    public record Problem(CloudException.Category category, String message, boolean limitExceeded) {}
}
