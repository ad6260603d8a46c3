package org.stackdeck.simulator.control;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Stores the injected faults and selects the fault for each request. Thread-safe. Changes apply from the next request.
 */
public final class FaultInjector {

    private final List<PendingFault> pendingFault = new ArrayList<>();

    private static final class PendingFault {
        private final SimulatedFault fault;
        private int left;

        private PendingFault(SimulatedFault fault) {
            this.fault = fault;
            this.left = fault.times();
        }
    }

    /** Adds a fault for its number of requests. If several faults match a request, the oldest one applies. */
    public synchronized void add(SimulatedFault fault) {
        pendingFault.add(new PendingFault(fault));
    }

    public synchronized void clear() {
        pendingFault.clear();
    }

    /** Returns the active faults, oldest first, each with its remaining number of requests. */
    public synchronized List<SimulatedFault> list() {
        return pendingFault.stream().map(p -> p.fault.times(p.left)).toList();
    }

    public synchronized Optional<SimulatedFault> next(String service, String method, String path) {
        for (Iterator<PendingFault> all = pendingFault.iterator(); all.hasNext(); ) {
            PendingFault candidate = all.next();
            if (candidate.fault.matches(service, method, path)) {
                if (candidate.left != SimulatedFault.UNLIMITED && --candidate.left == 0) {
                    all.remove();
                }
                return Optional.of(candidate.fault);
            }
        }
        return Optional.empty();
    }
}
