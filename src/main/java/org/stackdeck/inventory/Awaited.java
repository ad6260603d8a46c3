package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;

/**
 * Refreshes single servers of a scope for waiting callers, for instance at the end of an operation. A few servers are
 * requested one by one. If there are more, as when many servers are stopped together, the scope's next poll for changes
 * refreshes them, and only the servers that are missing from its result are requested one by one.
 */
final class Awaited {

    private static final int PER_SECOND = 2;

    /**
     * A followed scope is polled every second. If its cloud is slow or has many scopes, callers do not wait for the
     * poll.
     */
    private static final Duration NEXT = Duration.ofSeconds(3);

    private final ScopeWatcher watcher;
    private final Ledger ledger;
    private final LookBudget budget;

    Awaited(ScopeWatcher watcher, Ledger ledger, Clock clock) {
        this.watcher = watcher;
        this.ledger = ledger;
        this.budget = new LookBudget(PER_SECOND, clock);
    }

    /**
     * When the method returns, the inventory store contains a state of the server that is at least as recent as the
     * call, unless the cloud cannot be reached.
     */
    void refresh(ServerId server) {
        if (budget.take(1) == 1 || !watcher.answersWithin(NEXT)) {
            watcher.ask(server, true);
            return;
        }
        long now = ledger.asking();
        try {
            watcher.awaitNext(NEXT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (!ledger.learnedSince(new ServerKey(watcher.key().cloud(), server), now)) {
            watcher.ask(server, true);
        }
    }
}
