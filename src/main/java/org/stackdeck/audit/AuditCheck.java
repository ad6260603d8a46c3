package org.stackdeck.audit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stackdeck.audit.ChainReport.Fault;

/**
 * Verifies the whole chain, page by page, while new entries may be written. Detects entries that were changed, added or
 * removed in the database. An attacker with write access to the database could also recompute all hashes from some
 * entry on, and the head; this is detected with the entry that this instance noted outside the database
 * ({@link AuditWitness}).
 */
@Service
public class AuditCheck {

    private static final int PAGE = 1000;

    private final AuditStore store;
    private final Expiries expiries;
    private final AuditWitness witness;

    AuditCheck(AuditStore store, Expiries expiries, AuditWitness witness) {
        this.store = store;
        this.expiries = expiries;
        this.witness = witness;
    }

    /** Takes about one second for each 100,000 entries, and the memory of one page. */
    public ChainReport run() {
        Optional<AuditStore.Link> expiry;
        ChainReport report;
        do {
            expiry = expiries.newest(Long.MAX_VALUE);
            report = walk();
            // If the retention deleted entries during the verification, the chain looks broken: verify again.
        } while (!report.whole() && !expiry.equals(expiries.newest(Long.MAX_VALUE)));
        return report;
    }

    private ChainReport walk() {
        // Read in this order: the noted entry is already in the database.
        AuditWitness.Seen seen = witness.seen();
        Optional<AuditStore.Head> head = store.head();
        if (head.isEmpty()) {
            return ChainReport.broken(0, 1, Fault.CUT_OFF);
        }
        Optional<AuditStore.Link> told = expiries.newest(head.get().sequence());
        Optional<Expiry> expiry = told.flatMap(expiries::told);
        if (told.isPresent() && expiry.isEmpty()) {
            return ChainReport.broken(0, told.get().sequence(), Fault.CHANGED);
        }
        AuditStore.Head beginning = expiry.map(Expiry::last).orElse(AuditStore.BEGINNING);
        ChainReport report = new Walk(beginning, head.get(), seen).run();
        ChainReport all = report.whole() ? beyondTheHead(report) : report;
        return expiry.map(all::after).orElse(all).unwitnessed(unwitnessed(seen, head.get()));
    }

    private static long unwitnessed(AuditWitness.Seen seen, AuditStore.Head head) {
        return seen.missing() ? head.sequence() : seen.from() - 1;
    }

    /** Detects entries after the head. The last entry is read before the head, which moves in the same transaction. */
    private ChainReport beyondTheHead(ChainReport whole) {
        long last = store.lastSequence();
        long head = store.head().map(AuditStore.Head::sequence).orElse(0L);
        return last > head ? ChainReport.broken(whole.entries(), head + 1, Fault.FOREIGN) : whole;
    }

    /** One pass from the oldest entry to the newest one at the start of the pass. */
    private final class Walk {

        private final AuditStore.Head head;
        private final AuditWitness.Seen seen;
        private AuditStore.Head last;
        private long entries;

        /** @param beginning predecessor of the first entry */
        Walk(AuditStore.Head beginning, AuditStore.Head head, AuditWitness.Seen seen) {
            this.last = beginning;
            this.head = head;
            this.seen = seen;
        }

        ChainReport run() {
            if (seen.unreadable()) {
                return broken(head.sequence(), Fault.UNREADABLE_WITNESS);
            }
            if (seen.sequence() == last.sequence()
                    && seen.sequence() > 0
                    && !seen.hash().equals(last.hash())) {
                return broken(seen.sequence(), Fault.REWRITTEN);
            }
            long after = Long.MIN_VALUE;
            List<AuditStore.Link> page;
            do {
                page = store.links(after, head.sequence(), PAGE);
                for (AuditStore.Link link : page) {
                    ChainReport report = step(link);
                    if (report != null) {
                        return report;
                    }
                    after = link.sequence();
                }
            } while (page.size() == PAGE);
            return end();
        }

        private @Nullable ChainReport step(AuditStore.Link link) {
            long expected = last.sequence() + 1;
            if (link.sequence() < expected) {
                return broken(link.sequence(), Fault.FOREIGN);
            }
            if (link.sequence() > expected) {
                return broken(expected, Fault.MISSING);
            }
            if (!link.follows(last.hash())) {
                return misfit(link);
            }
            if (link.sequence() == seen.sequence() && !link.hash().equals(seen.hash())) {
                return broken(link.sequence(), Fault.REWRITTEN);
            }
            last = new AuditStore.Head(link.sequence(), link.hash());
            entries++;
            return null;
        }

        /** The entry itself is valid, but was written after another predecessor. */
        private ChainReport misfit(AuditStore.Link link) {
            if (entries > 0 && link.follows(link.previousHash())) {
                return broken(last.sequence(), Fault.FOREIGN);
            }
            return broken(link.sequence(), Fault.CHANGED);
        }

        private ChainReport end() {
            if (last.sequence() < Math.max(head.sequence(), seen.sequence())) {
                return broken(last.sequence() + 1, Fault.CUT_OFF);
            }
            return last.hash().equals(head.hash())
                    ? ChainReport.whole(entries)
                    : broken(last.sequence(), Fault.FOREIGN);
        }

        private ChainReport broken(long sequence, Fault fault) {
            return ChainReport.broken(entries, sequence, fault);
        }
    }
}
