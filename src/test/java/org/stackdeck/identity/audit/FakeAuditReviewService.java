package org.stackdeck.identity.audit;

import java.util.List;
import org.springframework.dao.QueryTimeoutException;
import org.stackdeck.audit.AuditEntryFilter;
import org.stackdeck.audit.NumberedAuditEntry;
import org.stackdeck.identity.Caller;

/** Finds one entry. Searches for more than one entry exceed the time limit. */
public class FakeAuditReviewService extends AuditReviewService {

    private final NumberedAuditEntry entry;

    @SuppressWarnings("NullAway") // The dependencies are never used.
    public FakeAuditReviewService(NumberedAuditEntry entry) {
        super(null, null, null, null, null, null, null);
        this.entry = entry;
    }

    @Override
    public SequenceRange sequenceRange(Caller caller) {
        return new SequenceRange(1, entry.sequence());
    }

    @Override
    public int countNewer(Caller caller, AuditEntryFilter query, long after) {
        return 0;
    }

    @Override
    public List<NumberedAuditEntry> findPage(Caller caller, AuditEntryFilter query, long before, int skip, int limit) {
        if (limit > 1) {
            throw new QueryTimeoutException("too slow");
        }
        return List.of(entry);
    }
}
