package org.stackdeck.audit;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes entries to the database, each linked to its predecessor. */
@Service
class ChainedAuditTrail implements AuditTrail {

    private static final int SHORT = 64;
    private static final int NAME = 255;
    private static final int SENTENCE = 2000;
    private static final int LARGEST_PAGE = 1000;

    private final AuditStore store;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;
    private final RefusalAggregator refusals;

    ChainedAuditTrail(
            AuditStore store,
            EntityManager entities,
            ApplicationEventPublisher events,
            Clock clock,
            RefusalAggregator refusals,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.entities = entities;
        this.events = events;
        this.clock = clock;
        this.refusals = refusals;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEntry entry) {
        // The column has microsecond precision; the hash must match the value that is read back.
        sealing().add(new Sealing.Pending(clock.instant().truncatedTo(ChronoUnit.MICROS), asStored(entry)));
    }

    @Override
    public void recordRefusal(AuditEntry entry) {
        if (refusals.admit(entry, clock.instant())) {
            ownTransaction.executeWithoutResult(_ -> record(entry));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<AuditRecord> newest(int offset, int limit) {
        if (offset < 0 || limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("offset from 0, limit from 1 to " + LARGEST_PAGE);
        }
        return store.newest(offset, limit);
    }

    @Override
    @Transactional(readOnly = true)
    public long count() {
        return store.count();
    }

    /** The synchronization of the current transaction. */
    private Sealing sealing() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Sealing.class::isInstance)
                .map(Sealing.class::cast)
                .findFirst()
                .orElseGet(this::newSealing);
    }

    private Sealing newSealing() {
        Sealing sealing = new Sealing(store, entities, events);
        TransactionSynchronizationManager.registerSynchronization(sealing);
        return sealing;
    }

    private static AuditEntry asStored(AuditEntry entry) {
        return new AuditEntry(
                StoredText.optionalAscii(entry.actorId(), SHORT),
                StoredText.of(entry.actor(), NAME),
                StoredText.ascii(entry.source(), SHORT),
                StoredText.ascii(entry.channel(), SHORT),
                StoredText.ascii(entry.action(), SHORT),
                StoredText.optionalAscii(entry.objectType(), SHORT),
                StoredText.optional(entry.objectId(), NAME),
                StoredText.optional(entry.objectName(), NAME),
                entry.result(),
                StoredText.optional(entry.detail(), SENTENCE));
    }
}
