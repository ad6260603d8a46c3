package org.stackdeck.audit.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.platform.database.DatabaseTimestamps;

/** Stores the retention period of the audit trail. It applies to all instances that share a database. */
@Service
public class AuditRetentionPeriodRepository {

    /** Daily time of the deletion, in {@link #RUN_ZONE}. */
    static final LocalTime RUN_TIME = LocalTime.of(3, 0);

    static final ZoneOffset RUN_ZONE = ZoneOffset.UTC;

    private final JdbcClient database;
    private final Clock clock;

    AuditRetentionPeriodRepository(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Entries that a retention period would delete.
     *
     * @param entries number of entries older than the period
     * @param at start of the next run
     */
    public record DueEntries(long entries, Instant at) {}

    @Transactional(readOnly = true)
    public AuditRetentionPeriod current() {
        return read("");
    }

    /** Counts the entries that the period would delete. Reads about two million entries per second. */
    @Transactional(readOnly = true)
    public DueEntries countDue(AuditRetentionPeriod auditRetentionPeriod) {
        Instant now = clock.instant();
        long entries = auditRetentionPeriod.cutoff(now).map(this::writtenBefore).orElse(0L);
        return new DueEntries(entries, nextRun(now));
    }

    /** Sets the retention period in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void update(AuditRetentionPeriod auditRetentionPeriod) {
        database.sql("update audit_retention set days = :days where id = 1")
                .param("days", auditRetentionPeriod.days())
                .update();
    }

    /** Returns the setting and locks it until the transaction ends. The lock also blocks the deletion of entries. */
    AuditRetentionPeriod lock() {
        return read(" for update");
    }

    private AuditRetentionPeriod read(String lock) {
        return database.sql("select days from audit_retention where id = 1" + lock)
                .query((row, _) -> new AuditRetentionPeriod(row.getObject("days", Integer.class)))
                .single();
    }

    private long writtenBefore(Instant begin) {
        return database.sql("select count(*) from audit_entry where written_at < ?")
                .param(DatabaseTimestamps.toDatabase(begin))
                .query(Long.class)
                .single();
    }

    private static Instant nextRun(Instant now) {
        OffsetDateTime today = now.atOffset(RUN_ZONE).with(RUN_TIME);
        return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
    }
}
