package org.stackdeck.operations;

import java.time.Duration;
import java.util.Optional;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** How busy servers are, for those who may see them. */
public interface Usages {

    /** A cloud is asked no more often about one server, however many look. */
    Duration PACE = Duration.ofSeconds(5);

    /**
     * Asks the cloud, unless it was asked a moment ago, and blocks.
     *
     * @return empty if the caller may know of no such server
     * @throws org.stackdeck.cloud.CloudException FORBIDDEN where the cloud tells usage to administrators only, CONFLICT for
     *     a server that is off, and others when it does not tell
     */
    Optional<Usage> of(Caller caller, ServerKey server);
}
