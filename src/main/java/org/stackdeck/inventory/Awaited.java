package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;

/**
 * Questions about single servers of a scope whose answers somebody waits for, as at the end of an operation. A few are
 * asked for each. With more, as when many servers are stopped together, the scope's next question for what changed answers
 * them all, and only what it left out is asked for by itself.
 */
final class Awaited {

    private static final int PER_SECOND = 2;

    /** A followed scope is asked every second; where its cloud is slow or has many, nobody waits for that. */
    private static final Duration NEXT = Duration.ofSeconds(3);

    private final ScopeWatcher watcher;
    private final Ledger ledger;
    private final LookBudget budget;

    Awaited(ScopeWatcher watcher, Ledger ledger, Clock clock) {
        this.watcher = watcher;
        this.ledger = ledger;
        this.budget = new LookBudget(PER_SECOND, clock);
    }

    /** When it returns, the ledger knows of the server what is true now or later, unless the cloud cannot be asked. */
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
