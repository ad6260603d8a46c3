package org.stackdeck.audit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Audit trail in memory, for tests of other modules. */
public class FakeAuditTrail implements AuditTrail {

    private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

    @Override
    public void record(AuditEntry entry) {
        entries.add(entry);
    }

    @Override
    public void checkAtCommit(Runnable check) {
        check.run();
    }

    @Override
    public void recordRefusal(AuditEntry entry) {
        entries.add(entry);
    }

    /** Returns all entries, oldest first. */
    public List<AuditEntry> entries() {
        return List.copyOf(entries);
    }

    /** Returns the actions of all entries, oldest first. */
    public List<String> actions() {
        return entries.stream().map(AuditEntry::action).toList();
    }

    public void clear() {
        entries.clear();
    }
}
