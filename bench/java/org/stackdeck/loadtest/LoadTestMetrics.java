package org.stackdeck.loadtest;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters of all simulated pages. Traffic and latencies are recorded only during the measurement, errors and lost
 * sessions always. Thread-safe.
 */
final class LoadTestMetrics {

    final LatencyHistogram changeLatencies = new LatencyHistogram();
    final LongAdder frames = new LongAdder();
    final LongAdder transferredBytes = new LongAdder();
    final LongAdder uncompressedBytes = new LongAdder();
    final LongAdder requests = new LongAdder();
    /** Of one page. */
    final AtomicInteger maxFramesPerSecond = new AtomicInteger();

    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final LongAdder lostSessions = new LongAdder();
    private volatile boolean recording;

    void startRecording() {
        recording = true;
    }

    void stopRecording() {
        recording = false;
    }

    /** @param framesInSecond number of frames that the page has received in the current second */
    void recordFrame(int transferred, int uncompressed, int framesInSecond) {
        if (recording) {
            frames.increment();
            transferredBytes.add(transferred);
            uncompressedBytes.add(uncompressed);
            maxFramesPerSecond.accumulateAndGet(framesInSecond, Math::max);
        }
    }

    void recordChange(long latencyMillis) {
        if (recording) {
            changeLatencies.record(latencyMillis);
        }
    }

    void recordRequest() {
        if (recording) {
            requests.increment();
        }
    }

    void recordError(String message) {
        errors.computeIfAbsent(message, _ -> new LongAdder()).increment();
    }

    void recordLostSession(String reason) {
        lostSessions.increment();
        recordError("session lost: " + reason);
    }

    long lostSessions() {
        return lostSessions.sum();
    }

    /** Number of occurrences of each error message. */
    Map<String, Long> errors() {
        Map<String, Long> counts = new TreeMap<>();
        errors.forEach((message, count) -> counts.put(message, count.sum()));
        return counts;
    }
}
