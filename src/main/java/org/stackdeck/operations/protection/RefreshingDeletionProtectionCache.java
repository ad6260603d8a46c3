package org.stackdeck.operations.protection;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.DeletionProtectionMap;
import org.stackdeck.platform.RefreshingCache;
import org.stackdeck.platform.node.CachesInvalidated;

/** Caches all protections, because each protection is only one short row. */
@Component
class RefreshingDeletionProtectionCache extends RefreshingCache<DeletionProtectionMap>
        implements DeletionProtectionCache {

    /** Maximum delay until a change by another instance with the same database is shown. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

    @Autowired
    RefreshingDeletionProtectionCache(DeletionProtectionRepository deletionProtectionRepository) {
        this(deletionProtectionRepository, POLL_INTERVAL);
    }

    RefreshingDeletionProtectionCache(DeletionProtectionRepository deletionProtectionRepository, Duration maxDelay) {
        super("deletion-protections", deletionProtectionRepository::load, maxDelay);
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(
            classes = {DeletionProtectionChanged.class, CachesInvalidated.class},
            phase = TransactionPhase.AFTER_COMMIT,
            fallbackExecution = true)
    void onChange() {
        invalidate();
    }
}
