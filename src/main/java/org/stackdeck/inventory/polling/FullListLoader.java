package org.stackdeck.inventory.polling;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Compute;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.store.InventoryStore;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Loads all servers of a scope page by page. Each page is recorded immediately, so that the first page is displayed
 * before the last one is loaded.
 */
final class FullListLoader {

    private final ScopeKey scope;
    private final InventoryStore inventoryStore;
    private final Set<ServerKey> listed = new HashSet<>();
    private final long began;
    private long pageRequestedAt;

    FullListLoader(ScopeKey scope, InventoryStore inventoryStore) {
        this.scope = scope;
        this.inventoryStore = inventoryStore;
        this.began = inventoryStore.nextTick();
        this.pageRequestedAt = began;
    }

    /**
     * Loads and records the list. If loading fails, the received pages remain recorded and no server is removed.
     *
     * @param rateLimitWait called before each page
     * @param received called after each page with the number of servers loaded so far
     * @return the watermark of the list, see {@link Compute.ServerListing}
     */
    Instant run(Compute compute, RateLimitWait rateLimitWait, IntConsumer received) {
        Compute.ServerListing serverListing = compute.servers(
                page -> {
                    recordPage(page);
                    received.accept(listed.size());
                },
                rateLimitWait);
        recordPage(serverListing.servers().stream()
                .filter(server -> !listed.contains(server.key()))
                .toList());
        inventoryStore.recordFullList(scope, began, listed);
        return serverListing.watermark();
    }

    private void recordPage(List<Server> page) {
        inventoryStore.recordServers(scope, pageRequestedAt, page);
        page.forEach(server -> listed.add(server.key()));
        pageRequestedAt = inventoryStore.nextTick();
    }
}
