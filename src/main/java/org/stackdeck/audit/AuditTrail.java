package org.stackdeck.audit;

/** Append-only audit trail. */
public interface AuditTrail {

    /**
     * Writes the entry in the caller's transaction, so that the action and its entry are committed together or not at
     * all.
     */
    void record(AuditEntry entry);

    /**
     * Records a refusal in a separate transaction. Of the refusals of one kind within a minute, the first few become
     * entries. The others are counted, and one entry with their number is written after the minute.
     */
    void recordRefusal(AuditEntry entry);
}
