package org.stackdeck.platform;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.stackdeck.platform.database.DatabaseUnavailableClassifier;

/**
 * Caches a small data set that many readers share. Reloads the data after a change on this instance. While the data is
 * in use, reloads it every few seconds to detect changes by other instances.
 *
 * @param <T> immutable data set with {@code equals}
 */
public class RefreshingCache<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshingCache.class);

    /** Factor by which the validity of cached data is extended while the database is unavailable. */
    private static final int UNAVAILABLE_FACTOR = 6;

    private final Supplier<T> loader;
    private final ReentrantLock loadLock = new ReentrantLock();
    private final Duration maxDelay;
    private final AtomicLong changes = new AtomicLong();
    private final Subscribers<CacheSubscriber<T>> subscribers = new Subscribers<>();
    private final PeriodicTask notification;
    private volatile @Nullable CachedValue<T> cachedValue;

    /**
     * @param change number of changes before the data was loaded
     * @param until end of validity, as a value of {@link System#nanoTime}
     */
    private record CachedValue<T>(T value, long change, long until) {}

    /**
     * @param name name of the thread that notifies the subscribers
     * @param loader loads the data from the database
     * @param maxDelay maximum delay until a change on another instance is detected
     */
    public RefreshingCache(String name, Supplier<T> loader, Duration maxDelay) {
        this.loader = loader;
        this.maxDelay = maxDelay;
        this.notification = new PeriodicTask(name, maxDelay, this::notifySubscribers);
        notification.start();
    }

    /**
     * Returns the current data. Concurrent calls share one query, except in transactions. While the database is
     * unavailable, returns the cached data; throws the exception of the query if no data is cached.
     */
    public T current() {
        CachedValue<T> known = cachedValue;
        return known != null && isFresh(known) ? known.value() : reload(known);
    }

    private boolean isFresh(CachedValue<T> known) {
        return isUnchanged(known) && System.nanoTime() - known.until() < 0;
    }

    /** Returns whether no change has occurred on this instance since the value was loaded. */
    private boolean isUnchanged(CachedValue<T> known) {
        return known.change() == changes.get();
    }

    /**
     * Notifies the receiver of the current data, and again after each change.
     *
     * @param receiver called sequentially on the cache's thread, which it must not block
     */
    public Subscription subscribe(Consumer<T> receiver) {
        Subscription subscription = subscribers.add(new CacheSubscriber<>(receiver));
        notification.trigger();
        return subscription;
    }

    /** Invalidates the cache after a committed change on this instance. */
    public void invalidate() {
        changes.incrementAndGet();
        notification.trigger();
    }

    @PreDestroy
    @Override
    public void close() {
        notification.stop();
    }

    /**
     * Reloads the data, unless another thread has just done so. While another thread is loading, returns the cached
     * data without waiting if it has not been changed on this instance. Data read in a transaction is not cached,
     * because the transaction may be rolled back.
     */
    private T reload(@Nullable CachedValue<T> known) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return loader.get();
        }
        if (known == null || !isUnchanged(known)) {
            loadLock.lock();
        } else if (!loadLock.tryLock()) {
            return known.value();
        }
        try {
            CachedValue<T> newest = cachedValue;
            return newest != null && isFresh(newest) ? newest.value() : load(newest);
        } finally {
            loadLock.unlock();
        }
    }

    private T load(@Nullable CachedValue<T> known) {
        long change = changes.get();
        long at = System.nanoTime();
        long validity = maxDelay.toNanos();
        T now;
        try {
            now = loader.get();
        } catch (RuntimeException e) {
            if (known == null || !DatabaseUnavailableClassifier.isUnavailable(e)) {
                throw e;
            }
            now = known.value();
            // Detecting the outage may have taken a long time, and the next attempt would block a page again. Extend
            // the validity, counted from now.
            at = System.nanoTime();
            validity = maxDelay.multipliedBy(UNAVAILABLE_FACTOR).toNanos();
        }
        // Keep the same object if nothing changed, so that comparisons are fast.
        T same = known != null && known.value().equals(now) ? known.value() : now;
        cachedValue = new CachedValue<>(same, change, at + validity);
        return same;
    }

    private void notifySubscribers() {
        if (subscribers.isEmpty()) {
            return;
        }
        try {
            T now = current();
            subscribers.notifyEach(subscriber -> subscriber.deliver(now));
        } catch (RuntimeException e) {
            // The database may be unavailable, or a subscriber may have failed. The next scheduled run repeats the
            // notification.
            LOG.debug(
                    "Could not notify the subscribers of {}",
                    Thread.currentThread().getName(),
                    e);
        }
    }

    /** A subscriber with the last data that was delivered to it. */
    private static final class CacheSubscriber<T> {

        private final Consumer<T> receiver;
        private @Nullable T delivered;

        CacheSubscriber(Consumer<T> receiver) {
            this.receiver = receiver;
        }

        /**
         * Notifies the receiver unless it has already received equal data. Must be called only on the cache's thread.
         */
        void deliver(T now) {
            if (now.equals(delivered)) {
                return;
            }
            receiver.accept(now);
            delivered = now;
        }
    }
}
