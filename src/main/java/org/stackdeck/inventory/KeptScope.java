package org.stackdeck.inventory;

import java.time.Instant;
import java.util.List;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Server;

/**
 * The cached state of a scope.
 *
 * @param address the cloud's address, see {@link Clouds#address}
 * @param confirmedAt when the cloud last confirmed the state, by the local clock
 * @param watermark from when to request changes, by Nova's clock
 */
record KeptScope(ScopeKey scope, String address, Instant confirmedAt, Instant watermark, List<Server> servers) {

    KeptScope {
        servers = List.copyOf(servers);
    }
}
