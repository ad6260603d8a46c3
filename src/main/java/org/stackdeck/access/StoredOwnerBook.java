package org.stackdeck.access;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.platform.FactBook;
import org.stackdeck.platform.Subscription;

/** Loads all owners with one query: one short row for each server with an owner. */
@Component
class StoredOwnerBook implements OwnerBook {

    /** Maximum delay until a change on another instance is detected. */
    private static final Duration UNTOLD = Duration.ofSeconds(5);

    private final FactBook<Owners> owners;

    @Autowired
    StoredOwnerBook(Ownership ownership) {
        this(ownership, UNTOLD);
    }

    StoredOwnerBook(Ownership ownership, Duration untold) {
        this.owners = new FactBook<>("owner-cache", ownership::all, untold);
    }

    @Override
    public Owners owners() {
        return owners.now();
    }

    @Override
    public Subscription watch(Consumer<Owners> receiver) {
        return owners.watch(receiver);
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(OwnerChanged event) {
        owners.changed();
    }

    @PreDestroy
    void close() {
        owners.close();
    }
}
