package org.stackdeck.operations.lookup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;

/**
 * Latest result of a request that several users share. Keeps a failure like a result, so that a failing source does not
 * receive additional requests. Concurrent callers wait for a request in progress.
 */
final class CachedCloudResult<T> {

    private static final Logger LOG = LoggerFactory.getLogger(CachedCloudResult.class);

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable T result;
    private @Nullable CloudException failure;
    private Instant requestedAt = Instant.MIN;

    CachedCloudResult(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns the latest result. Requests a new one if the last request was sent at least {@code maxAge} ago.
     *
     * @param source receives the previous result; null before the first request and after a failure
     * @throws CloudException if the last request failed
     */
    T read(Duration maxAge, Function<@Nullable T, T> source) {
        lock.lock();
        try {
            if (!requestedAt.isAfter(clock.instant().minus(maxAge))) {
                request(source);
            }
            T known = result;
            if (failure != null || known == null) {
                throw failure == null ? new IllegalStateException("nothing was requested") : failure;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private void request(Function<@Nullable T, T> source) {
        requestedAt = clock.instant();
        T previous = result;
        result = null;
        try {
            result = source.apply(previous);
            failure = null;
        } catch (CloudException e) {
            failure = e;
        } catch (RuntimeException e) {
            LOG.warn("Could not read the response of a cloud", e);
            failure = new CloudException(
                    CloudException.Category.FAILED, "The response could not be read", 0, null, null, e);
        }
    }
}
