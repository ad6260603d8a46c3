package org.stackdeck.audit;

/** Append-only audit trail. */
public interface AuditTrail {

    /**
     * Writes the entry in the caller's transaction, so that the action and its entry are committed together or not at
     * all.
     */
    void record(AuditEntry entry);

    /**
     * Runs the check immediately before the caller's transaction commits, when it holds all its locks. If the
     * transaction records entries, no other transaction that records entries can commit between the check and the end
     * of this transaction. An exception rolls the transaction back.
     */
    void checkAtCommit(Runnable check);

    /**
     * Records a refusal in a separate transaction. The first few refusals of a kind within a minute and, up to a limit
     * for each user, those with a new object, reason or source become entries. The others are counted and summarized
     * after the minute.
     */
    void recordRefusal(AuditEntry entry);
}
