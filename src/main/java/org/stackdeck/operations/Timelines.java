package org.stackdeck.operations;

import java.time.Duration;
import java.util.Optional;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Loads the actions performed on servers, by Stackdeck and in the cloud. */
public interface Timelines {

    /** Minimum interval between two requests to the cloud for one server, for all users. */
    Duration PACE = Duration.ofSeconds(3);

    /**
     * The timeline of the server; empty if the caller may not see the server. Requests it from the cloud and blocks,
     * unless it is cached.
     */
    Optional<Timeline> of(Caller caller, ServerKey server);
}
