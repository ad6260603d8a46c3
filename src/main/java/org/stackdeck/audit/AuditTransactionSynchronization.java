package org.stackdeck.audit;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Writes the entries of a transaction just before it commits. The transaction acquires the lock of the head last and
 * holds it for a few statements only. This order prevents deadlocks, also with refusals that are recorded within a
 * transaction.
 */
final class AuditTransactionSynchronization implements TransactionSynchronization {

    private final AuditChainRepository store;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;
    private final List<AuditChainRepository.PendingEntry> pendingEntries = new ArrayList<>();
    private final List<Runnable> checks = new ArrayList<>();

    AuditTransactionSynchronization(
            AuditChainRepository store, EntityManager entities, ApplicationEventPublisher events) {
        this.store = store;
        this.entities = entities;
        this.events = events;
    }

    void add(AuditChainRepository.PendingEntry entry) {
        pendingEntries.add(entry);
    }

    void add(Runnable check) {
        checks.add(check);
    }

    /** Runs after all other synchronizations, so that none of them acquires a lock after the lock of the head. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        entities.flush();
        if (pendingEntries.isEmpty()) {
            checks.forEach(Runnable::run);
            return;
        }
        AuditChainRepository.ChainHead chainHead = store.lockHead();
        checks.forEach(Runnable::run);
        events.publishEvent(store.appendAll(chainHead, pendingEntries));
    }
}
