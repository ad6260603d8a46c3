package org.stackdeck.access;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.stackdeck.platform.DatabaseFailures;
import org.stackdeck.platform.Subscription;

/**
 * Reads all owners anew after a change, and, while someone asks, every few seconds for what another console changed: one
 * short row for each server that has an owner.
 */
@Component
class StoredOwnerBook implements OwnerBook {

    private static final Logger LOG = LoggerFactory.getLogger(StoredOwnerBook.class);

    /** How long a change made by another console on the same database may stay unseen. */
    private static final Duration UNTOLD = Duration.ofSeconds(5);

    private final Ownership ownership;
    private final Duration untold;
    private final AtomicLong changes = new AtomicLong();
    private final List<Follower> followers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("owners").factory());
    private volatile @Nullable Kept kept;

    /**
     * @param change how many changes had come when it was read
     * @param at by {@link System#nanoTime}
     */
    private record Kept(Owners owners, long change, long at) {}

    @Autowired
    StoredOwnerBook(Ownership ownership) {
        this(ownership, UNTOLD);
    }

    StoredOwnerBook(Ownership ownership, Duration untold) {
        this.ownership = ownership;
        this.untold = untold;
        var _ = teller.scheduleWithFixedDelay(this::tell, untold.toMillis(), untold.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Owners owners() {
        Kept known = kept;
        return known != null && known.change() == changes.get() && System.nanoTime() - known.at() < untold.toNanos()
                ? known.owners()
                : read(known);
    }

    @Override
    public Subscription watch(Consumer<Owners> receiver) {
        Follower follower = new Follower(receiver);
        followers.add(follower);
        teller.execute(this::tell);
        return () -> followers.remove(follower);
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(OwnerChanged event) {
        changes.incrementAndGet();
        teller.execute(this::tell);
    }

    @PreDestroy
    void close() {
        teller.shutdownNow();
    }

    /** What a transaction sees that may yet be undone is not kept; while the database is away nobody can change owners. */
    private Owners read(@Nullable Kept known) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return ownership.all();
        }
        long change = changes.get();
        long at = System.nanoTime();
        Owners now;
        try {
            now = ownership.all();
        } catch (RuntimeException e) {
            if (known == null || !DatabaseFailures.away(e)) {
                throw e;
            }
            now = known.owners();
        }
        // The same object where nothing changed, so that those who compare have done at once.
        Owners same = known != null && known.owners().equals(now) ? known.owners() : now;
        kept = new Kept(same, change, at);
        return same;
    }

    private void tell() {
        if (followers.isEmpty()) {
            return;
        }
        try {
            Owners now = owners();
            followers.forEach(follower -> follower.tell(now));
        } catch (RuntimeException e) {
            // As with a database that is away: the next look tells the rest.
            LOG.debug("could not tell of owners", e);
        }
    }

    /** What fails to take news keeps nobody else from it, and is told once more at the next look. */
    private static final class Follower {

        private final Consumer<Owners> receiver;
        private @Nullable Owners told;

        Follower(Consumer<Owners> receiver) {
            this.receiver = receiver;
        }

        /** On the one thread. */
        void tell(Owners now) {
            if (now.equals(told)) {
                return;
            }
            try {
                receiver.accept(now);
                told = now;
            } catch (RuntimeException e) {
                LOG.debug("could not tell one of owners", e);
            }
        }
    }
}
