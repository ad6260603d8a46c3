package org.stackdeck.operations.detail;

import java.time.Duration;
import java.util.Optional;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Loads the resource usage of servers. */
public interface ServerUsageService {

    /** Minimum interval between two requests to the cloud for one server, across all users. */
    Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(5);

    /**
     * Requests the usage from the cloud and blocks, unless it is cached.
     *
     * @return empty if the caller cannot see the server
     * @throws org.stackdeck.cloud.CloudException FORBIDDEN if the cloud shows usage only to administrators, CONFLICT if
     *     the server is off, or another category if the request fails
     */
    Optional<ServerUsageRates> load(Caller caller, ServerKey server);
}
