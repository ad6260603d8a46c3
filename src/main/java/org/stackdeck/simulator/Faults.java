package org.stackdeck.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Injected faults. Thread-safe; changes apply from the next request. */
public final class Faults {

    private final List<Pending> pending = new ArrayList<>();

    private static final class Pending {
        private final SimulatedFault fault;
        private int left;

        private Pending(SimulatedFault fault) {
            this.fault = fault;
            this.left = fault.times();
        }
    }

    /**
     * Adds a fault for the number of requests that it defines. If several faults match a request, the oldest applies.
     */
    public synchronized void add(SimulatedFault fault) {
        pending.add(new Pending(fault));
    }

    /** Removes all faults. */
    public synchronized void clear() {
        pending.clear();
    }

    /** The active faults, oldest first, with their remaining number of requests. */
    public synchronized List<SimulatedFault> list() {
        return pending.stream().map(p -> p.fault.times(p.left)).toList();
    }

    synchronized Optional<SimulatedFault> next(String service, String method, String path) {
        for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
            Pending candidate = all.next();
            if (candidate.fault.fits(service, method, path)) {
                if (candidate.left != SimulatedFault.FOR_EVER && --candidate.left == 0) {
                    all.remove();
                }
                return Optional.of(candidate.fault);
            }
        }
        return Optional.empty();
    }
}
