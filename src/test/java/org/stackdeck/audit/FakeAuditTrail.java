package org.stackdeck.audit;

import java.time.Instant;
import java.util.ArrayList;
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
    public void recordRefusal(AuditEntry entry) {
        entries.add(entry);
    }

    @Override
    public List<AuditRecord> newest(int offset, int limit) {
        List<AuditRecord> records = new ArrayList<>();
        for (int i = entries.size() - 1 - offset; i >= 0 && records.size() < limit; i--) {
            records.add(new AuditRecord(i + 1L, Instant.EPOCH, entries.get(i)));
        }
        return records;
    }

    @Override
    public long count() {
        return entries.size();
    }

    /** All entries, oldest first. */
    public List<AuditEntry> entries() {
        return List.copyOf(entries);
    }

    /** Recorded actions, oldest first. */
    public List<String> actions() {
        return entries.stream().map(AuditEntry::action).toList();
    }

    public void clear() {
        entries.clear();
    }
}
