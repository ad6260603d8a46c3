package org.stackdeck.inventory.polling;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Loads all servers of a scope page by page. Each page is recorded immediately, so that the first page is displayed
 * before the last one is loaded.
 */
final class FullListLoader {

    private final ScopeKey scope;
    private final InMemoryInventoryStore inMemoryInventoryStore;
    private final Set<ServerKey> listed = new HashSet<>();
    private final long began;
    private long pageRequestedAt;
    private @Nullable CloudException notRecorded;

    FullListLoader(ScopeKey scope, InMemoryInventoryStore inMemoryInventoryStore) {
        this.scope = scope;
        this.inMemoryInventoryStore = inMemoryInventoryStore;
        this.began = inMemoryInventoryStore.nextTick();
        this.pageRequestedAt = began;
    }

    /**
     * Loads and records the list. If loading fails, the received pages remain recorded and no server is removed.
     *
     * @param timedRateLimiterWait called before each page
     * @param received called after each page with the number of servers loaded so far
     * @return the watermark of the list, see {@link ComputeClient.ServerListing}
     * @throws CloudException if loading fails, or servers were not recorded because the memory is not sufficient
     */
    Instant run(ComputeClient compute, TimedRateLimiterWait timedRateLimiterWait, IntConsumer received) {
        Instant watermark = compute.servers(
                page -> {
                    recordPage(page);
                    received.accept(listed.size());
                },
                timedRateLimiterWait);
        inMemoryInventoryStore.recordFullList(scope, began, listed);
        if (notRecorded != null) {
            throw notRecorded;
        }
        return watermark;
    }

    /**
     * Records a page. Continues if the memory is not sufficient: the end of the list removes deleted servers, so that a
     * retry may succeed.
     */
    private void recordPage(List<Server> page) {
        try {
            inMemoryInventoryStore.recordServers(scope, pageRequestedAt, page);
        } catch (CloudException e) {
            notRecorded = e;
        }
        page.forEach(server -> listed.add(server.key()));
        pageRequestedAt = inMemoryInventoryStore.nextTick();
    }
}
