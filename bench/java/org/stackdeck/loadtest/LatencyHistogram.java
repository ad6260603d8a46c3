package org.stackdeck.loadtest;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Latencies with a resolution of one millisecond and a maximum of two minutes. Thread-safe. */
final class LatencyHistogram {

    private static final int MAX_MILLIS = 120_000;

    private final AtomicLongArray counts = new AtomicLongArray(MAX_MILLIS + 1);

    void record(long millis) {
        counts.incrementAndGet((int) Math.clamp(millis, 0, MAX_MILLIS));
    }

    long count() {
        long count = 0;
        for (int i = 0; i <= MAX_MILLIS; i++) {
            count += counts.get(i);
        }
        return count;
    }

    /**
     * Returns a quantile in milliseconds; empty if nothing was recorded.
     *
     * @param quantile between 0 and 1, which is the maximum
     */
    OptionalLong quantileMillis(double quantile) {
        long total = count();
        if (total == 0) {
            return OptionalLong.empty();
        }
        long rank = Math.max(1, (long) Math.ceil(quantile * total));
        long cumulated = 0;
        for (int i = 0; i <= MAX_MILLIS; i++) {
            cumulated += counts.get(i);
            if (cumulated >= rank) {
                return OptionalLong.of(i);
            }
        }
        throw new IllegalStateException("rank exceeds the number of values");
    }

    private String format(double quantile) {
        OptionalLong millis = quantileMillis(quantile);
        return millis.isPresent() ? String.valueOf(millis.getAsLong()) : "–";
    }

    @Override
    public String toString() {
        return "p50 %s, p95 %s, p99 %s, max %s ms of %,d"
                .formatted(format(0.5), format(0.95), format(0.99), format(1), count());
    }
}
