package org.stackdeck.inventory.polling;

import java.time.Clock;
import java.time.Duration;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.store.InMemoryInventoryStore;

/**
 * Refreshes single servers of a scope for waiting callers, for instance at the end of an operation. A few servers are
 * requested one by one. If there are more, for instance when many servers are stopped together, the scope's next poll
 * for changes refreshes them. Only servers that are missing from the result of the poll are then requested one by one.
 */
final class ServerRefresher {

    private static final int SINGLE_REQUESTS_PER_SECOND = 2;

    /**
     * Maximum time that a caller waits for a poll. A followed scope is usually polled every second. If the cloud is
     * slow or has many scopes, the servers are requested one by one.
     */
    private static final Duration MAX_POLL_WAIT = Duration.ofSeconds(3);

    private final ScopePoller poller;
    private final InMemoryInventoryStore inMemoryInventoryStore;
    private final ServerRefreshRateLimiter limiter;

    ServerRefresher(ScopePoller poller, InMemoryInventoryStore inMemoryInventoryStore, Clock clock) {
        this.poller = poller;
        this.inMemoryInventoryStore = inMemoryInventoryStore;
        this.limiter = new ServerRefreshRateLimiter(SINGLE_REQUESTS_PER_SECOND, clock);
    }

    /**
     * Refreshes the server and blocks until the inventory store contains a state that is at least as recent as the
     * call, unless the request fails or the thread is interrupted.
     */
    void refresh(ServerId server) {
        if (limiter.tryAcquire(1) == 1 || !poller.schedule().isNextPollWithin(MAX_POLL_WAIT)) {
            poller.refresh(server, true);
            return;
        }
        long now = inMemoryInventoryStore.nextTick();
        try {
            poller.awaitNextPoll(MAX_POLL_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (!inMemoryInventoryStore.isUpdatedSince(new ServerKey(poller.key().cloud(), server), now)) {
            poller.refresh(server, true);
        }
    }
}
