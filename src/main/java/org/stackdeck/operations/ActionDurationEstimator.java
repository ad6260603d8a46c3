package org.stackdeck.operations;

import java.time.Duration;
import java.util.Optional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.action.CloudAction;

/** Estimates how long actions take in a cloud, from the time when they are sent until they end. */
public interface ActionDurationEstimator {

    /**
     * Returns the median duration of recent successful operations. Does not access the database.
     *
     * @return the duration, never negative; empty if there are too few operations
     */
    Optional<Duration> estimate(CloudName cloud, CloudAction action);
}
