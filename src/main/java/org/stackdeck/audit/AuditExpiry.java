package org.stackdeck.audit;

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

/**
 * Deletes entries older than the retention period, from the start of the trail up to the first entry that is not. Each
 * batch is deleted in the transaction that adds an entry about it, so that the chain stays intact. Nothing is deleted
 * where the chain is broken, in order to keep the evidence. An entry with a time in the future keeps its successors
 * until that time. The current time is limited by the database's clock and by the newest entry, so that a wrong clock
 * does not delete entries early.
 */
@Component
class AuditExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(AuditExpiry.class);
    private static final int BATCH = 2000;

    private final AuditRetention retention;
    private final AuditStore store;
    private final Expiries expiries;
    private final AuditTrail trail;
    private final JdbcClient database;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AuditExpiry(
            AuditRetention retention,
            AuditStore store,
            Expiries expiries,
            AuditTrail trail,
            JdbcClient database,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.retention = retention;
        this.store = store;
        this.expiries = expiries;
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
        // Entries of this run are not considered again, whatever the clock.
        Instant now = present();
        long removed = 0;
        int batch = BATCH;
        while (batch == BATCH && !stop.getAsBoolean()) {
            batch = batch(now);
            removed += batch;
        }
        return removed;
    }

    /**
     * The earliest of this instance's clock, the database's clock and the time of the newest entry, so that a clock
     * that jumped ahead does not make entries expire.
     */
    private Instant present() {
        Instant here = clock.instant();
        return Stream.of(here, store.clock(), store.newestButOf(Expiries.ACTION).orElse(here))
                .min(Comparator.naturalOrder())
                .orElse(here);
    }

    private int batch(Instant now) {
        Integer removed = transaction.execute(
                _ -> retention.lock().begin(now).map(this::removeBefore).orElse(0));
        return removed == null ? 0 : removed;
    }

    private int removeBefore(Instant begin) {
        List<AuditStore.Link> old = store.links(Long.MIN_VALUE, Long.MAX_VALUE, BATCH).stream()
                .takeWhile(tooOld(begin))
                .toList();
        if (old.isEmpty()) {
            return 0;
        }
        AuditStore.Head last = expiries.beginning();
        for (AuditStore.Link link : old) {
            if (link.sequence() != last.sequence() + 1 || !link.follows(last.hash())) {
                LOG.warn("Did not delete expired audit entries: the trail is broken at entry {}", link.sequence());
                trail.record(expiries.refused(link.sequence()));
                return 0;
            }
            last = new AuditStore.Head(link.sequence(), link.hash());
        }
        remove(last, old.size());
        Instant newest = old.getLast().written().orElseThrow().at();
        trail.record(expiries.entry(new Expiry(old.size(), last, newest)));
        LOG.info(
                "Deleted {} expired audit entries, up to entry {} of {} with hash {}",
                old.size(),
                last.sequence(),
                newest,
                last.hash());
        return old.size();
    }

    /** Includes unreadable entries, at which the chain is broken. */
    private static Predicate<AuditStore.Link> tooOld(Instant begin) {
        return link -> link.written().map(entry -> entry.at().isBefore(begin)).orElse(true);
    }

    private void remove(AuditStore.Head last, int expected) {
        int removed = database.sql("delete from audit_entry where sequence_number <= ?")
                .param(last.sequence())
                .update();
        if (removed != expected) {
            throw new IllegalStateException("the trail has changed under the retention's hands");
        }
    }
}
