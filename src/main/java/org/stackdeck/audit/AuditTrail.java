package org.stackdeck.audit;

import java.util.List;

/** The append-only trail. */
public interface AuditTrail {

    /** Writes the entry in the caller's transaction, so that the deed and its record stand or fall together. */
    void record(AuditEntry entry);

    /** Writes the entry in a transaction of its own, for what was refused and so has no transaction to be part of. */
    void recordRefusal(AuditEntry entry);

    /** The newest entries, newest first, {@code limit} 1 to 1000, skipping {@code offset}. */
    List<AuditRecord> newest(int offset, int limit);

    long count();
}
