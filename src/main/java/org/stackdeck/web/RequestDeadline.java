package org.stackdeck.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time in which one request must be received. It begins with the request's first byte and ends with the response's
 * first byte, so that neither idle connections nor slow responses count.
 */
final class RequestDeadline {

    /** Slower clients are not served: bytes per second after the timeout. */
    private static final long MIN_RATE = 1024;

    private final long timeout;
    private final LongSupplier nanoTime;

    private long start;
    private long received;
    /** Written last and read first: one thread reads a connection at a time, another one may write to it. */
    private volatile boolean receiving;

    RequestDeadline(Duration timeout, LongSupplier nanoTime) {
        this.timeout = timeout.toNanos();
        this.nanoTime = nanoTime;
    }

    void addReceived(int bytes) {
        if (!receiving) {
            start = nanoTime.getAsLong();
            received = 0;
            receiving = true;
        }
        received += bytes;
    }

    void reset() {
        receiving = false;
    }

    boolean isExceeded() {
        return receiving && nanoTime.getAsLong() - start > timeout + TimeUnit.SECONDS.toNanos(1) * received / MIN_RATE;
    }
}
