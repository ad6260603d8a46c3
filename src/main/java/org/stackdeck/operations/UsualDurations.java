package org.stackdeck.operations;

import java.time.Duration;
import java.util.Optional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerAction;

/** How long actions usually take in a cloud, from when they are sent to their end. */
public interface UsualDurations {

    /**
     * The median of the last ones that succeeded there; empty where too few did lately to tell. From memory.
     *
     * @return never negative
     */
    Optional<Duration> of(CloudName cloud, ServerAction action);
}
