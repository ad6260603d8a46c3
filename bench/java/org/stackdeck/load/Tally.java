package org.stackdeck.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What all pages were told, counted while it is measured. Thread-safe. */
final class Tally {

    final Latencies changes = new Latencies();
    final LongAdder frames = new LongAdder();
    final LongAdder wireBytes = new LongAdder();
    final LongAdder plainBytes = new LongAdder();
    final LongAdder asked = new LongAdder();
    final AtomicInteger mostInASecond = new AtomicInteger();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final LongAdder lost = new LongAdder();
    private volatile boolean measuring;

    void measure(boolean now) {
        measuring = now;
    }

    boolean measuring() {
        return measuring;
    }

    void frame(int wire, int plain, int inThisSecond) {
        if (measuring) {
            frames.increment();
            wireBytes.add(wire);
            plainBytes.add(plain);
            mostInASecond.accumulateAndGet(inThisSecond, Math::max);
        }
    }

    void seen(long millis) {
        if (measuring) {
            changes.add(millis);
        }
    }

    void request() {
        if (measuring) {
            asked.increment();
        }
    }

    void error(String what) {
        errors.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }

    void lost(String reason) {
        lost.increment();
        error("session lost: " + reason);
    }

    long lost() {
        return lost.sum();
    }

    /** How often each happened. */
    Map<String, Long> errors() {
        Map<String, Long> sums = new TreeMap<>();
        errors.forEach((what, times) -> sums.put(what, times.sum()));
        return sums;
    }
}
