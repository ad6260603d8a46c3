package org.stackdeck.audit;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.retention.AuditExpiryRecord;

/**
 * Result of verifying the whole hash chain of the audit trail.
 *
 * @param entries number of consecutive valid entries
 * @param broken location of the first fault; null if the chain is intact
 * @param expired entries deleted after their retention period; null if there are none
 * @param unwitnessedUpTo number of the last entry about which the witness file proves nothing, because the file is
 *     missing or was created later; 0 if there is none. Truncation or rewriting up to this entry cannot be detected
 */
public record AuditChainReport(
        long entries,
        @Nullable BreakLocation broken,
        @Nullable ExpiredEntries expired,
        long unwitnessedUpTo) {

    /**
     * Entries that were deleted after their retention period.
     *
     * @param upTo number of the last deleted entry
     * @param newest time of the last deleted entry
     */
    public record ExpiredEntries(long upTo, Instant newest) {}

    /** @param sequence number of the entry at which the fault was found */
    public record BreakLocation(long sequence, ChainFault fault) {}

    public enum ChainFault {
        CHANGED,
        /** The entry is missing, and later ones exist. */
        MISSING,
        /** The entry and all later ones are missing. */
        CUT_OFF,
        /** Stackdeck did not write the entry, or the next entry refers to a different predecessor. */
        FOREIGN,
        /** The entry and its predecessors are consistent, but differ from the entries that this instance wrote. */
        REWRITTEN,
        /** The witness file of this instance is unreadable. */
        UNREADABLE_WITNESS;

        /** Returns the code in the REST API. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean isIntact() {
        return broken == null;
    }

    public static AuditChainReport intact(long entries) {
        return new AuditChainReport(entries, null, null, 0);
    }

    public static AuditChainReport broken(long entries, long sequence, ChainFault chainFault) {
        return new AuditChainReport(entries, new BreakLocation(sequence, chainFault), null, 0);
    }

    AuditChainReport withExpired(AuditExpiryRecord auditExpiryRecord) {
        return new AuditChainReport(
                entries,
                broken,
                new ExpiredEntries(auditExpiryRecord.last().sequence(), auditExpiryRecord.newest()),
                unwitnessedUpTo);
    }

    /**
     * Returns a copy with the given number, or with 0 if all entries up to this number were deleted after their
     * retention period. Nothing needs to be proved about deleted entries.
     */
    AuditChainReport withUnwitnessedUpTo(long upTo) {
        return new AuditChainReport(entries, broken, expired, expired != null && expired.upTo() >= upTo ? 0 : upTo);
    }
}
