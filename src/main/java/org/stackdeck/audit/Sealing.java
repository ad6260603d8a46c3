package org.stackdeck.audit;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Writes the entries of a transaction just before it commits. The head's lock is the last one that the transaction
 * acquires, and it is held for a few statements only. This prevents deadlocks between transactions, and with refusals
 * recorded within a transaction.
 */
final class Sealing implements TransactionSynchronization {

    private final AuditStore store;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;
    private final List<Pending> pending = new ArrayList<>();

    Sealing(AuditStore store, EntityManager entities, ApplicationEventPublisher events) {
        this.store = store;
        this.entities = entities;
        this.events = events;
    }

    /** Entry without its position in the trail. */
    record Pending(Instant at, AuditEntry entry) {}

    void add(Pending entry) {
        pending.add(entry);
    }

    /** Runs after all other participants, so that none acquires a lock after the head's. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        entities.flush();
        AuditStore.Head head = store.lockHead();
        long first = head.sequence() + 1;
        for (Pending next : pending) {
            AuditRecord written = new AuditRecord(head.sequence() + 1, next.at(), next.entry());
            String hash = AuditChain.hash(head.hash(), written);
            store.append(written, head.hash(), hash);
            head = new AuditStore.Head(written.sequence(), hash);
        }
        store.moveHead(head);
        events.publishEvent(new AuditWritten(first, head.sequence(), head.hash()));
    }
}
