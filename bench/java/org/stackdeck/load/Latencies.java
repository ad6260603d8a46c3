package org.stackdeck.load;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long things took, to the millisecond, up to two minutes. Thread-safe. */
final class Latencies {

    private static final int LONGEST = 120_000;

    private final AtomicLongArray counts = new AtomicLongArray(LONGEST + 1);

    void add(long millis) {
        counts.incrementAndGet((int) Math.clamp(millis, 0, LONGEST));
    }

    long count() {
        long count = 0;
        for (int i = 0; i <= LONGEST; i++) {
            count += counts.get(i);
        }
        return count;
    }

    /** In milliseconds: so many of all took no longer; 1 for the worst. Empty when there are none. */
    OptionalLong millis(double share) {
        long all = count();
        if (all == 0) {
            return OptionalLong.empty();
        }
        long wanted = Math.max(1, (long) Math.ceil(share * all));
        long seen = 0;
        for (int i = 0; i <= LONGEST; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return OptionalLong.of(i);
            }
        }
        throw new IllegalStateException("more than all");
    }

    private String quantile(double share) {
        OptionalLong millis = millis(share);
        return millis.isPresent() ? String.valueOf(millis.getAsLong()) : "–";
    }

    @Override
    public String toString() {
        return "p50 %s, p95 %s, p99 %s, worst %s ms of %,d"
                .formatted(quantile(0.5), quantile(0.95), quantile(0.99), quantile(1), count());
    }
}
