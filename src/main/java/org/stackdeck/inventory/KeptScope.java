package org.stackdeck.inventory;

import java.time.Instant;
import java.util.List;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Server;

/**
 * What was last known of a scope.
 *
 * @param address the cloud's, see {@link Clouds#address}
 * @param confirmedAt when the cloud last confirmed it, by our clock
 * @param watermark what to ask for changes from, by Nova's clock
 */
record KeptScope(ScopeKey scope, String address, Instant confirmedAt, Instant watermark, List<Server> servers) {

    KeptScope {
        servers = List.copyOf(servers);
    }
}
