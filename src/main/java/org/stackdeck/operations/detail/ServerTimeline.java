package org.stackdeck.operations.detail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;

/**
 * Actions performed on a server.
 *
 * @param entries newest first
 * @param problem why the actions recorded by the cloud are missing; null if they were loaded
 */
public record ServerTimeline(
        List<ServerTimelineEntry> entries, @Nullable Problem problem) {

    public ServerTimeline {
        entries = List.copyOf(entries);
    }

    /** Failure of a cloud, with a message for display. */
    public record Problem(CloudException.Category category, String message) {}
}
