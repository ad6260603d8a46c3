package org.stackdeck.operations;

import java.time.Duration;
import java.util.Optional;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** What was done to servers, here and in the cloud. */
public interface Timelines {

    /** What the cloud told is not asked for again within this time, however many look. */
    Duration PACE = Duration.ofSeconds(3);

    /**
     * What was done to the server; empty if the caller may know of no such server. Blocks, as it asks the cloud unless
     * that told a moment ago.
     */
    Optional<Timeline> of(Caller caller, ServerKey server);
}
