package org.stackdeck.audit;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the stored audit trail for assertions. */
public final class AuditTrailReader {

    private AuditTrailReader() {}

    /** Skips {@code offset} entries and returns the next entries, newest first. */
    public static List<NumberedAuditEntry> newest(JdbcClient database, int offset, int limit) {
        return database.sql("select * from audit_entry order by sequence_number desc limit ? offset ?")
                .params(limit, offset)
                .query(AuditChainRepository::toRecord)
                .list();
    }

    public static long count(JdbcClient database) {
        return database.sql("select count(*) from audit_entry")
                .query(Long.class)
                .single();
    }
}
