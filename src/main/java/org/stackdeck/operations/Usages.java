package org.stackdeck.operations;

import java.time.Duration;
import java.util.Optional;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Loads the resource usage of servers. */
public interface Usages {

    /** Minimum interval between two requests to the cloud for one server, for all users. */
    Duration PACE = Duration.ofSeconds(5);

    /**
     * Requests the usage from the cloud and blocks, unless it is cached.
     *
     * @return empty if the caller may not see the server
     * @throws org.stackdeck.cloud.CloudException FORBIDDEN if the cloud shows usage only to administrators, CONFLICT if
     *     the server is off, and others when the request fails
     */
    Optional<Usage> of(Caller caller, ServerKey server);
}
