package org.stackdeck.platform;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Facts of which there are few and which many look at, in memory. They are read anew after a change here, and, while someone
 * asks, every few seconds for what another console on the same database changed.
 *
 * @param <T> all of the facts, immutable; two that are equal say the same
 */
public final class FactBook<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FactBook.class);

    /** So many times longer is what is known good for while the database is away. */
    private static final int AWAY_TIMES = 6;

    private final Supplier<T> reading;
    private final ReentrantLock asking = new ReentrantLock();
    private final Duration untold;
    private final AtomicLong changes = new AtomicLong();
    private final List<Follower<T>> followers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService teller;
    private volatile @Nullable Kept<T> kept;

    /**
     * @param change how many changes had come when it was read
     * @param until when it is good, by {@link System#nanoTime}
     */
    private record Kept<T>(T facts, long change, long until) {}

    /**
     * @param name of its thread
     * @param reading reads all from the database
     * @param untold how long a change made by another console may stay unseen
     */
    public FactBook(String name, Supplier<T> reading, Duration untold) {
        this.reading = reading;
        this.untold = untold;
        this.teller = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(name).factory());
        var _ = teller.scheduleWithFixedDelay(this::tell, untold.toMillis(), untold.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * As they are now. Cheap: the database is asked once for all who ask, and while it does not answer they are handed what
     * is known.
     */
    public T now() {
        Kept<T> known = kept;
        return known != null && good(known) ? known.facts() : read(known);
    }

    private boolean good(Kept<T> known) {
        return unchanged(known) && System.nanoTime() - known.until() < 0;
    }

    /** Whether nothing was changed here since. */
    private boolean unchanged(Kept<T> known) {
        return known.change() == changes.get();
    }

    /**
     * Tells of them, now and after each change.
     *
     * @param receiver is called on a thread of the book's, never twice at once; it must not hold that up
     */
    public Subscription watch(Consumer<T> receiver) {
        Follower<T> follower = new Follower<>(receiver);
        followers.add(follower);
        teller.execute(this::tell);
        return () -> followers.remove(follower);
    }

    /** Something was changed here, and committed. */
    public void changed() {
        changes.incrementAndGet();
        teller.execute(this::tell);
    }

    @Override
    public void close() {
        teller.shutdownNow();
    }

    /** What a transaction sees that may yet be undone is not kept. */
    private T read(@Nullable Kept<T> known) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return reading.get();
        }
        if (known == null || !unchanged(known)) {
            asking.lock();
        } else if (!asking.tryLock()) {
            return known.facts();
        }
        try {
            Kept<T> newest = kept;
            return newest != null && good(newest) ? newest.facts() : ask(newest);
        } finally {
            asking.unlock();
        }
    }

    /** While the database is away nobody can change anything. */
    private T ask(@Nullable Kept<T> known) {
        long change = changes.get();
        long at = System.nanoTime();
        long good = untold.toNanos();
        T now;
        try {
            now = reading.get();
        } catch (RuntimeException e) {
            if (known == null || !DatabaseFailures.away(e)) {
                throw e;
            }
            now = known.facts();
            // From now, since it took long to find out; and for longer, since it would as long again, for a page as
            // well.
            at = System.nanoTime();
            good = untold.multipliedBy(AWAY_TIMES).toNanos();
        }
        // The same object where nothing changed, so that those who compare have done at once.
        T same = known != null && known.facts().equals(now) ? known.facts() : now;
        kept = new Kept<>(same, change, at + good);
        return same;
    }

    private void tell() {
        if (followers.isEmpty()) {
            return;
        }
        try {
            T now = now();
            followers.forEach(follower -> follower.tell(now));
        } catch (RuntimeException e) {
            // As with a database that is away: the next look tells the rest.
            LOG.debug("could not tell of {}", Thread.currentThread().getName(), e);
        }
    }

    /** What fails to take news keeps nobody else from it, and is told once more at the next look. */
    private static final class Follower<T> {

        private final Consumer<T> receiver;
        private @Nullable T told;

        Follower(Consumer<T> receiver) {
            this.receiver = receiver;
        }

        /** On the one thread. */
        void tell(T now) {
            if (now.equals(told)) {
                return;
            }
            try {
                receiver.accept(now);
                told = now;
            } catch (RuntimeException e) {
                LOG.debug("could not tell one of {}", Thread.currentThread().getName(), e);
            }
        }
    }
}
