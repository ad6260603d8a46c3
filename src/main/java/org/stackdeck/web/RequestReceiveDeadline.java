package org.stackdeck.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Time limit for receiving one request. The time starts with the first byte of the request and ends with the first byte
 * of the response, so that idle connections and slow responses do not count.
 */
final class RequestReceiveDeadline {

    /** Number of received bytes that extend the timeout by one second. */
    private static final long MIN_RATE = 1024;
    /** Maximum extended timeout, unless the configured timeout is longer. */
    private static final long MAX_TIMEOUT = TimeUnit.SECONDS.toNanos(60);
    /**
     * Average number of bytes per second at which a request may exceed {@link #MAX_TIMEOUT}. Only uploads that the
     * filters admit are large enough for this.
     */
    private static final long UPLOAD_RATE = 64 << 10;

    private final long timeout;
    private final LongSupplier nanoTime;

    private long start;
    private long received;
    /**
     * Volatile, because one thread may write to the connection, which resets the deadline, while another thread reads
     * from it.
     */
    private volatile boolean receiving;

    RequestReceiveDeadline(Duration timeout, LongSupplier nanoTime) {
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
        return receiving && nanoTime.getAsLong() - start > limit();
    }

    private long limit() {
        long extended = timeout + TimeUnit.SECONDS.toNanos(received / MIN_RATE);
        long uploading = TimeUnit.SECONDS.toNanos(received / UPLOAD_RATE);
        return Math.max(Math.min(extended, Math.max(timeout, MAX_TIMEOUT)), uploading);
    }
}
