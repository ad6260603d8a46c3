package org.stackdeck.audit;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.refusal.RefusalAggregator;

/** Writes entries to the database, each linked to its predecessor. */
@Service
public class ChainedAuditTrail implements AuditTrail {

    private static final int MAX_SHORT_LENGTH = 64;
    private static final int MAX_NAME_LENGTH = 255;

    private final AuditChainRepository store;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate ownTransaction;
    private final RefusalAggregator refusals;

    ChainedAuditTrail(
            AuditChainRepository store,
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
        currentSynchronization()
                .add(new AuditChainRepository.PendingEntry(
                        clock.instant().truncatedTo(ChronoUnit.MICROS), sanitized(entry)));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void checkAtCommit(Runnable check) {
        currentSynchronization().add(check);
    }

    @Override
    public void recordRefusal(AuditEntry entry) {
        if (refusals.admit(entry, clock.instant())) {
            ownTransaction.executeWithoutResult(_ -> record(entry));
        }
    }

    /** Returns the synchronization of the current transaction; registers it if there is none. */
    private AuditTransactionSynchronization currentSynchronization() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(AuditTransactionSynchronization.class::isInstance)
                .map(AuditTransactionSynchronization.class::cast)
                .findFirst()
                .orElseGet(this::registerSynchronization);
    }

    private AuditTransactionSynchronization registerSynchronization() {
        AuditTransactionSynchronization auditTransactionSynchronization =
                new AuditTransactionSynchronization(store, entities, events);
        TransactionSynchronizationManager.registerSynchronization(auditTransactionSynchronization);
        return auditTransactionSynchronization;
    }

    private static AuditEntry sanitized(AuditEntry entry) {
        AuditDetail detail = entry.detail();
        return new AuditEntry(
                AuditTextSanitizer.optionalAscii(entry.actorId(), MAX_SHORT_LENGTH),
                AuditTextSanitizer.sanitize(entry.actor(), MAX_NAME_LENGTH),
                AuditTextSanitizer.sanitizeAscii(entry.source(), MAX_SHORT_LENGTH),
                AuditTextSanitizer.sanitizeAscii(entry.channel(), MAX_SHORT_LENGTH),
                AuditTextSanitizer.sanitizeAscii(entry.action(), MAX_SHORT_LENGTH),
                AuditTextSanitizer.optionalAscii(entry.objectType(), MAX_SHORT_LENGTH),
                AuditTextSanitizer.optional(entry.objectId(), MAX_NAME_LENGTH),
                AuditTextSanitizer.optional(entry.objectName(), MAX_NAME_LENGTH),
                entry.result(),
                detail == null ? null : detail.sanitized());
    }
}
