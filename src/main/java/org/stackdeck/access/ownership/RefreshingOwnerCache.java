package org.stackdeck.access.ownership;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.platform.RefreshingCache;
import org.stackdeck.platform.node.CachesInvalidated;

/** Caches all owners, because each owner is only one short row. */
@Component
class RefreshingOwnerCache extends RefreshingCache<OwnerMap> implements OwnerCache {

    /** Maximum delay until a change on another instance is detected. */
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(5);

    @Autowired
    RefreshingOwnerCache(OwnershipService ownershipService) {
        this(ownershipService, REFRESH_INTERVAL);
    }

    RefreshingOwnerCache(OwnershipService ownershipService, Duration maxDelay) {
        super("owner-cache", ownershipService::loadAll, maxDelay);
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(
            classes = {OwnerChanged.class, CachesInvalidated.class},
            phase = TransactionPhase.AFTER_COMMIT,
            fallbackExecution = true)
    void onChange() {
        invalidate();
    }
}
