package org.stackdeck.access.ownership;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.platform.RefreshingCache;
import org.stackdeck.platform.Subscription;

/** Loads all owners with one query: one short row for each server with an owner. */
@Component
class RefreshingServerOwnerCache implements ServerOwnerCache {

    /** Maximum delay until a change on another instance is detected. */
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(5);

    private final RefreshingCache<ServerOwners> owners;

    @Autowired
    RefreshingServerOwnerCache(ServerOwnershipService serverOwnershipService) {
        this(serverOwnershipService, REFRESH_INTERVAL);
    }

    RefreshingServerOwnerCache(ServerOwnershipService serverOwnershipService, Duration untold) {
        this.owners = new RefreshingCache<>("owner-cache", serverOwnershipService::loadAll, untold);
    }

    @Override
    public ServerOwners current() {
        return owners.get();
    }

    @Override
    public Subscription subscribe(Consumer<ServerOwners> receiver) {
        return owners.subscribe(receiver);
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(ServerOwnerChanged event) {
        owners.invalidate();
    }

    @PreDestroy
    void close() {
        owners.close();
    }
}
