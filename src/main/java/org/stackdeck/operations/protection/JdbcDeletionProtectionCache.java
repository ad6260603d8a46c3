package org.stackdeck.operations.protection;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.ProtectedServers;
import org.stackdeck.operations.state.DeletionProtectionRepository;
import org.stackdeck.platform.RefreshingCache;
import org.stackdeck.platform.Subscription;

/** Caches all protections, because each is only one short row. */
@Component
class JdbcDeletionProtectionCache implements DeletionProtectionCache {

    /** Maximum delay until a change by another instance on the same database is shown. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    private final RefreshingCache<ProtectedServers> protections;

    @Autowired
    JdbcDeletionProtectionCache(DeletionProtectionRepository deletionProtectionRepository) {
        this(deletionProtectionRepository, POLL_INTERVAL);
    }

    JdbcDeletionProtectionCache(DeletionProtectionRepository deletionProtectionRepository, Duration untold) {
        this.protections = new RefreshingCache<>("deletion-protections", deletionProtectionRepository::load, untold);
    }

    @Override
    public ProtectedServers current() {
        return protections.get();
    }

    @Override
    public Subscription subscribe(Consumer<ProtectedServers> receiver) {
        return protections.subscribe(receiver);
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void onDeletionProtectionChanged(DeletionProtectionChanged event) {
        protections.invalidate();
    }

    @PreDestroy
    void close() {
        protections.close();
    }
}
