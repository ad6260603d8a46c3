package org.stackdeck.audit;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a walk along the whole chain found.
 *
 * @param entries how many were found to follow from one another
 * @param broken the first place that does not; null when the chain is whole
 * @param expired what the retention has removed before them; null for nothing
 * @param unwitnessedUpTo number of the last entry about which the witness file proves nothing, because the file is missing or
 *     was created later: removed last entries or a rewritten trail up to there would not be found; 0 for none
 */
public record ChainReport(
        long entries, @Nullable Place broken, @Nullable Expired expired, long unwitnessedUpTo) {

    /**
     * Old entries that were removed as it is set.
     *
     * @param upTo number of the last of them
     * @param newest when that one was written
     */
    public record Expired(long upTo, Instant newest) {}

    /** @param sequence number of the entry that is not as it was written, or not there */
    public record Place(long sequence, Fault fault) {}

    /** What is wrong with an entry. */
    public enum Fault {
        /** It is not as it was written. */
        CHANGED,
        /** It is not there, and later ones are. */
        MISSING,
        /** It and all after it are not there. */
        CUT_OFF,
        /** The console did not write it, or the next one was written after another. */
        FOREIGN,
        /** It and those before it agree with one another, but are not what this console saw being written. */
        REWRITTEN,
        /** The file in which this console notes what it saw being written cannot be read. */
        UNREADABLE_WITNESS;

        /** As programs know it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean whole() {
        return broken == null;
    }

    static ChainReport whole(long entries) {
        return new ChainReport(entries, null, null, 0);
    }

    static ChainReport broken(long entries, long sequence, Fault fault) {
        return new ChainReport(entries, new Place(sequence, fault), null, 0);
    }

    ChainReport after(Expiry expiry) {
        return new ChainReport(
                entries, broken, new Expired(expiry.last().sequence(), expiry.newest()), unwitnessedUpTo);
    }

    /** Of entries that were removed by the retention nothing needs to be proved. */
    ChainReport unwitnessed(long upTo) {
        return new ChainReport(entries, broken, expired, expired != null && expired.upTo() >= upTo ? 0 : upTo);
    }
}
