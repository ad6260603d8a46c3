package org.stackdeck.operations.detail;

import java.time.Duration;
import java.util.Optional;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Loads the actions performed on servers, by Stackdeck and in the cloud. */
public interface ServerTimelineService {

    /** Minimum interval between two requests to the cloud for one server, across all users. */
    Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(3);

    /**
     * The timeline of the server; empty if the caller may not see the server. Requests it from the cloud and blocks,
     * unless it is cached.
     */
    Optional<ServerTimeline> load(Caller caller, ServerKey server);
}
