package org.stackdeck.audit;

import java.util.List;

/** The append-only trail. */
public interface AuditTrail {

    /** Writes the entry in the caller's transaction, so that the deed and its record stand or fall together. */
    void record(AuditEntry entry);

    /**
     * Records a refusal in its own transaction, independent of the caller's. Of the refusals of one kind within a minute,
     * the first few become entries. The others are counted, and one entry with their number is written after the minute.
     */
    void recordRefusal(AuditEntry entry);

    /** The newest entries, newest first, {@code limit} 1 to 1000, skipping {@code offset}. */
    List<AuditRecord> newest(int offset, int limit);

    long count();
}
