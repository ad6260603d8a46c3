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
import org.stackdeck.identity.GroupChanged;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.DatabaseFailures;

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
    private final Cache<UserId, Subject> lastKnown =
            Caffeine.newBuilder().maximumSize(MOST).build();
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

    /** Not from what is kept, and kept for the others. */
    Subject fresh(UserId user) {
        return load(user);
    }

    /**
     * Without a lock held while the database is asked: those who wait for it might have all its connections. What was
     * read while a change came in is used once and not kept, nor is what a transaction sees that may yet be undone.
     */
    private Subject load(UserId user) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return loader.load(user);
        }
        long seen = changes.get();
        Subject loaded = loadOrRecall(user);
        cache.put(user, loaded);
        lastKnown.put(user, loaded);
        if (changes.get() != seen) {
            cache.invalidate(user);
            lastKnown.invalidate(user);
        }
        return loaded;
    }

    /** While the database is away nobody can change rights, and live pages go on with those that they had. */
    private Subject loadOrRecall(UserId user) {
        try {
            return loader.load(user);
        } catch (RuntimeException e) {
            Subject known = lastKnown.getIfPresent(user);
            if (known == null || !DatabaseFailures.away(e)) {
                throw e;
            }
            return known;
        }
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

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(GroupChanged event) {
        event.users().forEach(this::forget);
        event.users().forEach(user -> events.publishEvent(new AccessChanged(user)));
    }

    private void forget(UserId user) {
        changes.incrementAndGet();
        cache.invalidate(user);
        lastKnown.invalidate(user);
    }
}
