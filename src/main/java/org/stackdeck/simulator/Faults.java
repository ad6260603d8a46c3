package org.stackdeck.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What goes wrong on command. Thread-safe; takes effect with the next request. */
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

    /** From now on, as often as the fault says. Of several that fit a request the one added first is taken. */
    public synchronized void add(SimulatedFault fault) {
        pending.add(new Pending(fault));
    }

    /** All is well again. */
    public synchronized void clear() {
        pending.clear();
    }

    /** The faults not used up, in the order of their adding, each with the times left. */
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
