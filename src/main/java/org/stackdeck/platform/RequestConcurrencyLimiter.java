package org.stackdeck.platform;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the number of concurrent requests with the same key, such as requests of the same user. A limited number of
 * further requests wait, and are processed in the order of their arrival.
 */
public final class RequestConcurrencyLimiter {

    private final int maxConcurrent;
    private final int maxWaiting;
    private final Map<String, Requests> byKey = new ConcurrentHashMap<>();

    public RequestConcurrencyLimiter(int maxConcurrent, int maxWaiting) {
        this.maxConcurrent = maxConcurrent;
        this.maxWaiting = maxWaiting;
    }

    /**
     * Processes the request once fewer than the maximum number of requests with this key are being processed.
     *
     * @param deadline value of {@link System#nanoTime} until which the request waits
     * @return the result of the processing; false if the processing did not begin before the deadline, or if too many
     *     requests are waiting
     */
    public <E extends Exception> boolean process(String key, long deadline, Processing<E> processing)
            throws E, IOException {
        Requests requests = byKey.compute(key, (_, present) -> {
            Requests same = present == null ? new Requests(maxConcurrent) : present;
            same.number.incrementAndGet();
            return same;
        });
        try {
            if (requests.number.get() > maxConcurrent + maxWaiting
                    || !requests.permits.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            try {
                return processing.process();
            } finally {
                requests.permits.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for another request");
        } finally {
            byKey.computeIfPresent(key, (_, same) -> same.number.decrementAndGet() == 0 ? null : same);
        }
    }

    /** Returns whether another request with this key would be refused. */
    public boolean isFull(String key) {
        Requests requests = byKey.get(key);
        return requests != null && requests.number.get() >= maxConcurrent + maxWaiting;
    }

    /** Processes a request, or returns false if another limit refuses it. */
    @FunctionalInterface
    public interface Processing<E extends Exception> {
        boolean process() throws E, IOException;
    }

    private static final class Requests {

        private final Semaphore permits;
        private final AtomicInteger number = new AtomicInteger();

        Requests(int maxConcurrent) {
            permits = new Semaphore(maxConcurrent, true);
        }
    }
}
