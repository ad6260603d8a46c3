package org.stackdeck.simulator.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts requests by service and stores the newest requests. Thread-safe. */
public final class RequestLog {

    private static final int MAX_ENTRIES = 5_000;

    private final Deque<LoggedRequest> newest = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();

    public synchronized void add(LoggedRequest request) {
        counts.merge(request.service(), 1L, Long::sum);
        newest.addLast(request);
        if (newest.size() > MAX_ENTRIES) {
            newest.removeFirst();
        }
    }

    /** Returns the number of requests by catalog type, since the start or the last {@link #clear()}. */
    public synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** Returns the newest requests, at most 5,000, oldest first. */
    public synchronized List<LoggedRequest> newest() {
        return new ArrayList<>(newest);
    }

    public synchronized void clear() {
        newest.clear();
        counts.clear();
    }
}
