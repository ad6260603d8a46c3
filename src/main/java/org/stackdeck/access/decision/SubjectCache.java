package org.stackdeck.access.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Subject;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupChanged;
import org.stackdeck.platform.database.DatabaseUnavailableClassifier;
import org.stackdeck.platform.node.CachesInvalidated;

/**
 * Caches subjects for up to ten seconds, or until they change. Handles change events before other listeners do, so that
 * these use the new permissions.
 */
@Component
public class SubjectCache {

    /** Maximum delay until a change on another instance is detected. */
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(10);

    private static final int MAX_SUBJECTS = 10_000;

    private final Cache<UserId, Subject> cache;
    private final Cache<UserId, Subject> lastKnown = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(MAX_SUBJECTS)
            .build();
    private final AtomicLong changes = new AtomicLong();
    private final SubjectLoader loader;
    private final ApplicationEventPublisher events;

    @Autowired
    public SubjectCache(SubjectLoader loader, ApplicationEventPublisher events) {
        this(loader, events, Ticker.systemTicker());
    }

    SubjectCache(SubjectLoader loader, ApplicationEventPublisher events, Ticker ticker) {
        this.loader = loader;
        this.events = events;
        this.cache = Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .ticker(ticker)
                .maximumSize(MAX_SUBJECTS)
                .expireAfterWrite(REFRESH_INTERVAL)
                .build();
    }

    Subject get(UserId user) {
        Subject subject = cache.getIfPresent(user);
        return subject == null ? reloadOrLastKnown(user) : subject;
    }

    /**
     * Loads the subject. While the database is unavailable, returns the last loaded subject, so that open pages
     * continue to work.
     */
    private Subject reloadOrLastKnown(UserId user) {
        long changesBefore = changes.get();
        try {
            return reload(user);
        } catch (RuntimeException e) {
            Subject known = lastKnown.getIfPresent(user);
            if (known == null || !DatabaseUnavailableClassifier.isUnavailable(e)) {
                throw e;
            }
            // Prevents other lookups from waiting for the database.
            cache.put(user, known);
            if (changes.get() != changesBefore) {
                cache.invalidate(user);
            }
            return known;
        }
    }

    /**
     * Loads the subject, even if it is cached. Holds no lock, because threads that wait for a lock might occupy all
     * database connections. Does not cache the result if a change arrives during the query. Does not cache it within a
     * transaction, because the transaction may be rolled back.
     */
    Subject reload(UserId user) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return loader.load(user);
        }
        long changesBefore = changes.get();
        Subject loaded = loader.load(user);
        cache.put(user, loaded);
        lastKnown.put(user, loaded);
        if (changes.get() != changesBefore) {
            cache.invalidate(user);
            lastKnown.invalidate(user);
        }
        return loaded;
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged event) {
        evict(event.user());
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(UserChanged event) {
        evict(event.user());
        events.publishEvent(new AccessChanged(event.user()));
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(GroupChanged event) {
        event.users().forEach(this::evict);
        event.users().forEach(user -> events.publishEvent(new AccessChanged(user)));
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(CachesInvalidated event) {
        changes.incrementAndGet();
        cache.invalidateAll();
        lastKnown.invalidateAll();
    }

    private void evict(UserId user) {
        changes.incrementAndGet();
        cache.invalidate(user);
        lastKnown.invalidate(user);
    }
}
