package org.stackdeck.operations;

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

/** Loads all protections at once: one short row for each protected server. */
@Component
class StoredProtectionBook implements ProtectionBook {

    /** Maximum delay until a change by another instance on the same database is shown. */
    private static final Duration UNTOLD = Duration.ofSeconds(5);

    private final FactBook<Protections> protections;

    @Autowired
    StoredProtectionBook(ProtectionStore store) {
        this(store, UNTOLD);
    }

    StoredProtectionBook(ProtectionStore store, Duration untold) {
        this.protections = new FactBook<>("deletion-protections", store::all, untold);
    }

    @Override
    public Protections protections() {
        return protections.now();
    }

    @Override
    public Subscription watch(Consumer<Protections> receiver) {
        return protections.watch(receiver);
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(ProtectionChanged event) {
        protections.changed();
    }

    @PreDestroy
    void close() {
        protections.close();
    }
}
