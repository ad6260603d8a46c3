package org.stackdeck.audit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stackdeck.audit.AuditChainReport.ChainFault;
import org.stackdeck.audit.retention.AuditExpiryEntryCodec;
import org.stackdeck.audit.retention.AuditExpiryRecord;

/**
 * Verifies the whole chain, page by page, while new entries may be written. Detects entries that were changed, added or
 * removed in the database. An attacker with write access to the database could also recompute the head and all hashes
 * after a changed entry. The entry that this instance noted outside the database ({@link AuditWitnessFile}) reveals
 * such a manipulation.
 */
@Service
public class AuditChainVerifier {

    private static final int PAGE_SIZE = 1000;

    private final AuditChainRepository store;
    private final AuditExpiryEntryCodec auditExpiryEntryCodec;
    private final AuditWitnessFile file;

    AuditChainVerifier(AuditChainRepository store, AuditExpiryEntryCodec auditExpiryEntryCodec, AuditWitnessFile file) {
        this.store = store;
        this.auditExpiryEntryCodec = auditExpiryEntryCodec;
        this.file = file;
    }

    /**
     * Verifies the chain. Takes about one second per 100,000 entries, or twice as long for a broken chain, and requires
     * the memory of one page.
     */
    public AuditChainReport verify() {
        Optional<AuditChainRepository.ChainLink> expiry;
        AuditChainReport report;
        int broken = 0;
        do {
            expiry = auditExpiryEntryCodec.newest(Long.MAX_VALUE);
            report = verifyChain();
            // If expired entries were deleted during the verification, the chain looks broken: verify again. The second
            // time also covers a head that was read before the transaction of the deletion and entries read after it.
        } while (!report.isIntact() && (++broken == 1 || !expiry.equals(auditExpiryEntryCodec.newest(Long.MAX_VALUE))));
        return report;
    }

    private AuditChainReport verifyChain() {
        // Read the witness file before the head, so that the head is at least as new as the noted entry.
        AuditWitnessFile.WitnessedState witnessedState = file.read();
        Optional<AuditChainRepository.ChainHead> chainHead = store.head();
        if (chainHead.isEmpty()) {
            return AuditChainReport.broken(0, 1, ChainFault.CUT_OFF);
        }
        Optional<AuditChainRepository.ChainLink> newestExpiryEntry =
                auditExpiryEntryCodec.newest(chainHead.get().sequence());
        Optional<AuditExpiryRecord> auditExpiryRecord = newestExpiryEntry.flatMap(auditExpiryEntryCodec::parse);
        if (newestExpiryEntry.isPresent() && auditExpiryRecord.isEmpty()) {
            return AuditChainReport.broken(0, newestExpiryEntry.get().sequence(), ChainFault.CHANGED);
        }
        AuditChainRepository.ChainHead beginning =
                auditExpiryRecord.map(AuditExpiryRecord::last).orElse(AuditChainRepository.BEGINNING);
        AuditChainReport report = new ChainWalk(beginning, chainHead.get(), witnessedState).run();
        AuditChainReport all = report.isIntact() ? checkEntriesAfterHead(report) : report;
        return auditExpiryRecord
                .map(all::withExpired)
                .orElse(all)
                .withUnwitnessedUpTo(lastUnwitnessed(witnessedState, chainHead.get()));
    }

    private static long lastUnwitnessed(
            AuditWitnessFile.WitnessedState witnessedState, AuditChainRepository.ChainHead chainHead) {
        return witnessedState.isMissing() ? chainHead.sequence() : witnessedState.from() - 1;
    }

    /**
     * Detects entries after the head. Reads the last entry first and then the head, because a transaction that adds
     * entries updates both.
     */
    private AuditChainReport checkEntriesAfterHead(AuditChainReport whole) {
        long last = store.lastSequence();
        long head = store.head().map(AuditChainRepository.ChainHead::sequence).orElse(0L);
        return last > head ? AuditChainReport.broken(whole.entries(), head + 1, ChainFault.FOREIGN) : whole;
    }

    /** One pass from the oldest entry to the entry that was the newest at the start of the pass. */
    private final class ChainWalk {

        private final AuditChainRepository.ChainHead chainHead;
        private final AuditWitnessFile.WitnessedState witnessedState;
        private AuditChainRepository.ChainHead last;
        private long entries;

        /** @param beginning predecessor of the first entry */
        ChainWalk(
                AuditChainRepository.ChainHead beginning,
                AuditChainRepository.ChainHead chainHead,
                AuditWitnessFile.WitnessedState witnessedState) {
            this.last = beginning;
            this.chainHead = chainHead;
            this.witnessedState = witnessedState;
        }

        AuditChainReport run() {
            if (witnessedState.unreadable()) {
                return broken(chainHead.sequence(), ChainFault.UNREADABLE_WITNESS);
            }
            if (witnessedState.sequence() == last.sequence()
                    && witnessedState.sequence() > 0
                    && !witnessedState.hash().equals(last.hash())) {
                return broken(witnessedState.sequence(), ChainFault.REWRITTEN);
            }
            long after = Long.MIN_VALUE;
            List<AuditChainRepository.ChainLink> page;
            do {
                page = store.links(after, chainHead.sequence(), PAGE_SIZE);
                for (AuditChainRepository.ChainLink chainLink : page) {
                    AuditChainReport report = step(chainLink);
                    if (report != null) {
                        return report;
                    }
                    after = chainLink.sequence();
                }
            } while (page.size() == PAGE_SIZE);
            return finish();
        }

        private @Nullable AuditChainReport step(AuditChainRepository.ChainLink chainLink) {
            long expected = last.sequence() + 1;
            if (chainLink.sequence() < expected) {
                return broken(chainLink.sequence(), ChainFault.FOREIGN);
            }
            if (chainLink.sequence() > expected) {
                return broken(expected, ChainFault.MISSING);
            }
            if (!chainLink.follows(last.hash())) {
                return findFault(chainLink);
            }
            if (chainLink.sequence() == witnessedState.sequence()
                    && !chainLink.hash().equals(witnessedState.hash())) {
                return broken(chainLink.sequence(), ChainFault.REWRITTEN);
            }
            last = new AuditChainRepository.ChainHead(chainLink.sequence(), chainLink.hash());
            entries++;
            return null;
        }

        /**
         * Reports the previous entry as foreign if the given entry is valid but refers to a different predecessor.
         * Otherwise reports the given entry as changed.
         */
        private AuditChainReport findFault(AuditChainRepository.ChainLink chainLink) {
            if (entries > 0 && chainLink.follows(chainLink.previousHash())) {
                return broken(last.sequence(), ChainFault.FOREIGN);
            }
            return broken(chainLink.sequence(), ChainFault.CHANGED);
        }

        private AuditChainReport finish() {
            if (last.sequence() < Math.max(chainHead.sequence(), witnessedState.sequence())) {
                return broken(last.sequence() + 1, ChainFault.CUT_OFF);
            }
            return last.hash().equals(chainHead.hash())
                    ? AuditChainReport.intact(entries)
                    : broken(last.sequence(), ChainFault.FOREIGN);
        }

        private AuditChainReport broken(long sequence, ChainFault chainFault) {
            return AuditChainReport.broken(entries, sequence, chainFault);
        }
    }
}
