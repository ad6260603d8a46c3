package org.stackdeck.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;

/**
 * What was done to a server.
 *
 * @param activities newest first
 * @param problem why the cloud did not tell its part, so that only what was asked for here is known; null when it did
 */
public record Timeline(List<Activity> activities, @Nullable Problem problem) {

    public Timeline {
        activities = List.copyOf(activities);
    }

    /** A cloud's failure, in words fit to be shown. */
    public record Problem(CloudException.Category category, String message) {}
}
