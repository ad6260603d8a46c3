package org.stackdeck.audit;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * The entries of one transaction, written when it is about to commit. The head's lock is the last one that the
 * transaction takes and is held for a few statements only: two transactions can therefore not wait for each other by
 * way of the trail, nor can one wait for a refusal that is recorded in the middle of it.
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

    /** An entry with everything but its place. */
    record Pending(Instant at, AuditEntry entry) {}

    void add(Pending entry) {
        pending.add(entry);
    }

    /** After every other participant, so that none takes a lock after the head's. */
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
