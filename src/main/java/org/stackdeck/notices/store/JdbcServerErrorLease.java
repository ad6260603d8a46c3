package org.stackdeck.notices.store;

import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores in the database which instance holds the lease. */
@Component
class JdbcServerErrorLease implements ServerErrorLease {

    /**
     * Duration of the lease. It is longer than the interval between polls while no page is open (30 seconds by
     * default), so that two instances do not both create a notice.
     */
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final UUID instance = UUID.randomUUID();
    private final NoticeRepository repository;

    JdbcServerErrorLease(NoticeRepository repository) {
        this.repository = repository;
    }

    @Override
    @Transactional
    public boolean acquire() {
        return repository.acquireServerErrorLease(instance, PERIOD);
    }
}
