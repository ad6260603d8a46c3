package org.stackdeck.access.ownership;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.platform.RefreshingCache;

/** Caches the owners of all servers, because each is only one short row. */
@Component
class RefreshingServerOwnerCache extends RefreshingCache<ServerOwnerMap> implements ServerOwnerCache {

    /** Maximum delay until a change on another instance is detected. */
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(5);

    @Autowired
    RefreshingServerOwnerCache(ServerOwnershipService serverOwnershipService) {
        this(serverOwnershipService, REFRESH_INTERVAL);
    }

    RefreshingServerOwnerCache(ServerOwnershipService serverOwnershipService, Duration untold) {
        super("owner-cache", serverOwnershipService::loadAll, untold);
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(ServerOwnerChanged event) {
        invalidate();
    }
}
