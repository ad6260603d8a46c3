package org.stackdeck.operations.detail;

import java.time.Duration;
import java.util.Optional;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Loads the actions performed on servers, both through Stackdeck and outside it. */
public interface ServerTimelineService {

    /** Minimum interval between two requests to the cloud for one server, across all users. */
    Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(3);

    /**
     * Returns the timeline of the server; empty if the caller cannot see the server. Requests the actions recorded by
     * the cloud and blocks, unless they are cached.
     */
    Optional<ServerTimeline> load(Caller caller, ServerKey server);
}
