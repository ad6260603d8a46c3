package org.stackdeck.inventory.cache;

import java.time.Instant;
import java.util.List;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * The cached state of a scope.
 *
 * @param address the cloud's address; see {@link Clouds#address}
 * @param confirmedAt when the cloud last confirmed the state, by the local clock
 * @param watermark time from which to request changes, by Nova's clock
 */
public record InventoryCacheEntry(
        ScopeKey scope, String address, Instant confirmedAt, Instant watermark, List<Server> servers) {

    public InventoryCacheEntry {
        servers = List.copyOf(servers);
    }
}
