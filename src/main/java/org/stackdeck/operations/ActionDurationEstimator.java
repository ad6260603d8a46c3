package org.stackdeck.operations;

import java.time.Duration;
import java.util.Optional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.action.ServerAction;

/** Estimates how long actions take in a cloud, from sending to their end. */
public interface ActionDurationEstimator {

    /**
     * Returns the median duration of recent successful operations, without database access.
     *
     * @return the duration, never negative; empty if there are too few operations
     */
    Optional<Duration> estimate(CloudName cloud, ServerAction action);
}
