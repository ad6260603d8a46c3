package org.stackdeck.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;

/**
 * The rights of those who are here, kept until they change. Hears of a change before anyone else, so that whoever is
 * told of it and asks gets the new ones.
 */
@Component
class Subjects {

    /** How long a change made by another console on the same database may stay unseen. */
    private static final Duration UNTOLD = Duration.ofSeconds(10);

    private static final int MOST = 10_000;

    private final Cache<UserId, Subject> cache =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(UNTOLD).build();
    private final AtomicLong changes = new AtomicLong();
    private final SubjectLoader loader;
    private final ApplicationEventPublisher events;

    Subjects(SubjectLoader loader, ApplicationEventPublisher events) {
        this.loader = loader;
        this.events = events;
    }

    Subject of(UserId user) {
        Subject kept = cache.getIfPresent(user);
        return kept == null ? load(user) : kept;
    }

    /**
     * Without a lock held while the database is asked: those who wait for it might have all its connections. What was
     * read while a change came in is used once and not kept, nor is what a transaction sees that may yet be undone.
     */
    private Subject load(UserId user) {
        long seen = changes.get();
        Subject loaded = loader.load(user);
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            cache.put(user, loaded);
            if (changes.get() != seen) {
                cache.invalidate(user);
            }
        }
        return loaded;
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged event) {
        forget(event.user());
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(UserChanged event) {
        forget(event.user());
        events.publishEvent(new AccessChanged(event.user()));
    }

    private void forget(UserId user) {
        changes.incrementAndGet();
        cache.invalidate(user);
    }
}
