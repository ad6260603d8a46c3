package org.stackdeck.audit.retention;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditChainRepository;
import org.stackdeck.audit.AuditTrail;

/**
 * Deletes entries older than the retention period, from the start of the trail up to the first newer entry. Each batch
 * is deleted in the transaction that adds an entry about the deletion, so that the chain stays intact. Nothing is
 * deleted where the chain is broken, in order to preserve the evidence. An entry with a time in the future also keeps
 * all later entries until it expires.
 */
@Component
class AuditExpiryJob {

    private static final Logger LOG = LoggerFactory.getLogger(AuditExpiryJob.class);
    private static final int BATCH_SIZE = 2000;

    private final AuditRetentionPeriodRepository settings;
    private final AuditChainRepository store;
    private final AuditExpiryEntryCodec auditExpiryEntryCodec;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AuditExpiryJob(
            AuditRetentionPeriodRepository settings,
            AuditChainRepository store,
            AuditExpiryEntryCodec auditExpiryEntryCodec,
            AuditTrail trail,
            JdbcClient database,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.store = store;
        this.auditExpiryEntryCodec = auditExpiryEntryCodec;
        this.trail = trail;
        this.database = database;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Deletes expired entries in batches. Concurrent runs are safe.
     *
     * @param stop checked before each batch
     * @return number of deleted entries
     */
    long run(BooleanSupplier stop) {
        // Read once, so that the run never deletes entries that it has added.
        Instant now = currentTime();
        long removed = 0;
        int batch = BATCH_SIZE;
        while (batch == BATCH_SIZE && !stop.getAsBoolean()) {
            batch = deleteBatch(now);
            removed += batch;
        }
        return removed;
    }

    /**
     * Returns the earliest of the time of this instance's clock, the time of the database's clock, and the time of the
     * newest entry that is not about a deletion. A clock that jumps ahead therefore does not make entries expire.
     */
    private Instant currentTime() {
        Instant now = clock.instant();
        return Stream.of(
                        now,
                        store.databaseTime(),
                        store.newestTimeExcept(AuditExpiryEntryCodec.ACTION).orElse(now))
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    private int deleteBatch(Instant now) {
        Integer removed = transaction.execute(
                _ -> settings.lock().cutoff(now).map(this::deleteBefore).orElse(0));
        return removed == null ? 0 : removed;
    }

    private int deleteBefore(Instant begin) {
        List<AuditChainRepository.ChainLink> old = store.links(Long.MIN_VALUE, Long.MAX_VALUE, BATCH_SIZE).stream()
                .takeWhile(isOlderThan(begin))
                .toList();
        if (old.isEmpty()) {
            return 0;
        }
        AuditChainRepository.ChainHead last = auditExpiryEntryCodec.chainStart();
        for (AuditChainRepository.ChainLink chainLink : old) {
            if (chainLink.sequence() != last.sequence() + 1 || !chainLink.follows(last.hash())) {
                LOG.warn(
                        "Expired audit entries are not deleted, because the audit trail is broken at entry {}",
                        chainLink.sequence());
                trail.record(auditExpiryEntryCodec.createFailureEntry(chainLink.sequence()));
                return 0;
            }
            last = new AuditChainRepository.ChainHead(chainLink.sequence(), chainLink.hash());
        }
        delete(last, old.size());
        Instant newest = old.getLast().written().orElseThrow().at();
        trail.record(auditExpiryEntryCodec.createEntry(new AuditExpiryRecord(old.size(), last, newest)));
        LOG.info(
                "Deleted {} expired audit entries. The last one is entry {}, written at {}, with hash {}",
                old.size(),
                last.sequence(),
                newest,
                last.hash());
        return old.size();
    }

    /** Includes unreadable entries, at which the chain is broken. */
    private static Predicate<AuditChainRepository.ChainLink> isOlderThan(Instant begin) {
        return chainLink ->
                chainLink.written().map(entry -> entry.at().isBefore(begin)).orElse(true);
    }

    private void delete(AuditChainRepository.ChainHead last, int expected) {
        int removed = database.sql("delete from audit_entry where sequence_number <= ?")
                .param(last.sequence())
                .update();
        if (removed != expected) {
            throw new IllegalStateException("the audit trail was changed concurrently");
        }
    }
}
