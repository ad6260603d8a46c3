package org.stackdeck.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;

/**
 * Actions performed on a server.
 *
 * @param activities newest first
 * @param problem why the cloud's part is missing; null if it was loaded
 */
public record Timeline(List<Activity> activities, @Nullable Problem problem) {

    public Timeline {
        activities = List.copyOf(activities);
    }

    /** Failure of a cloud, with a message for display. */
    public record Problem(CloudException.Category category, String message) {}
}
