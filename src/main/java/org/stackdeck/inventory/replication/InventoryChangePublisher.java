package org.stackdeck.inventory.replication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.inventory.polling.PollProgress;
import org.stackdeck.inventory.polling.PollingContext;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.InMemoryInventoryStore.StoreState;
import org.stackdeck.inventory.store.ScopeKey;

/** Publishes the changes of the servers of one cloud, which this node polls, to the other nodes. */
final class InventoryChangePublisher {

    private static final Duration FAILURE_PAUSE = Duration.ofSeconds(1);

    private final String leaseId;
    private final PollingLeaseRepository repository;
    private final String node;
    private final InMemoryInventoryStore store;
    private final PollingControl polling;
    private final Clock clock;
    private final InventoryChangeDetector detector;
    private @Nullable StoreState publishedState;
    private Instant notBefore = Instant.MIN;
    /** Time of the first attempt to store the pending changes; {@link Instant#MAX} if none are pending. */
    private volatile Instant pendingSince = Instant.MAX;

    private long term;

    InventoryChangePublisher(
            String leaseId,
            PollingLeaseRepository repository,
            String node,
            PollingContext context,
            PollingControl polling) {
        this.leaseId = leaseId;
        this.repository = repository;
        this.node = node;
        this.store = context.store();
        this.polling = polling;
        this.clock = context.monotonicClock();
        this.detector = new InventoryChangeDetector(context.cloud());
    }

    private record Pending(long term, StoreState state, List<String> contents, boolean complete) {}

    /** Begins a term. Its first change is a complete state. */
    synchronized void begin(long newTerm) {
        term = newTerm;
        notBefore = Instant.MIN;
        pendingSince = Instant.MAX;
        requireComplete();
    }

    /** Returns the time for which changes have been pending; negative if none are pending. */
    Duration delay(Instant now) {
        return Duration.between(pendingSince, now);
    }

    /** Stores the changes since the last successful call. Must not be called concurrently. */
    void publish() {
        Instant now = clock.instant();
        Pending pending = pending(now);
        if (pending == null) {
            return;
        }
        if (pendingSince.isAfter(now)) {
            pendingSince = now;
        }
        boolean stored = false;
        try {
            stored = pending.contents().isEmpty()
                    || repository.publish(
                            leaseId,
                            node,
                            pending.term(),
                            pending.contents(),
                            pending.complete(),
                            () -> Duration.between(now, clock.instant()));
        } finally {
            record(pending, stored);
        }
    }

    private synchronized @Nullable Pending pending(Instant now) {
        // Read the positions first. A state that is newer than the positions does no harm.
        Map<ScopeKey, PollProgress> positions = polling.positions();
        StoreState state = store.state();
        if (now.isBefore(notBefore) || isSame(publishedState, state)) {
            return null;
        }
        List<InventoryChange> changes = detector.changes(state, positions, now);
        return new Pending(
                term,
                state,
                changes.stream().map(InventoryChange::serialize).toList(),
                !changes.isEmpty() && changes.getFirst().complete());
    }

    /**
     * Records the result. A complete state follows a failure, because it is unknown whether the changes were stored.
     */
    private synchronized void record(Pending pending, boolean stored) {
        if (pending.term() != term) {
            return;
        }
        if (!stored) {
            requireComplete();
            notBefore = clock.instant().plus(FAILURE_PAUSE);
            return;
        }
        publishedState = pending.state();
        pendingSince = Instant.MAX;
        if (!pending.contents().isEmpty()) {
            detector.recordPublished();
        }
    }

    private void requireComplete() {
        detector.reset();
        publishedState = null;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(@Nullable StoreState first, StoreState second) {
        return first == second;
    }
}
