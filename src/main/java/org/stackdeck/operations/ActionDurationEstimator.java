package org.stackdeck.operations;

import java.time.Duration;
import java.util.Optional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.action.ServerAction;

/** Estimates how long actions take in a cloud, from sending to their end. */
public interface ActionDurationEstimator {

    /**
     * The median of recent successful operations, from memory; empty if there are too few.
     *
     * @return never negative
     */
    Optional<Duration> estimate(CloudName cloud, ServerAction action);
}
