package org.stackdeck.requests;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;

/** Closes the open requests of users who were disabled or became administrators. */
@Component
class LapsingRequests {

    private static final Logger LOG = LoggerFactory.getLogger(LapsingRequests.class);

    private final RequestRepository requests;
    private final RequestBook book;
    private final RequestTrail trail;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("lapsing-requests").factory());

    LapsingRequests(
            RequestRepository requests,
            RequestBook book,
            RequestTrail trail,
            Directory directory,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.requests = requests;
        this.book = book;
        this.trail = trail;
        this.directory = directory;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Runs after the commit, because the account's row is locked before it, while the creation of a request acquires
     * the lock of requests first. Runs on a separate thread, because the committing thread still holds its connection,
     * and waiting for a second one could exhaust the pool. A request that is not closed here is treated as closed when
     * it is read.
     */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(UserChanged event) {
        worker.execute(() -> end(event.user()));
    }

    /** Pending work is still executed. */
    @PreDestroy
    void close() {
        worker.close();
    }

    private void end(UserId user) {
        try {
            transaction.executeWithoutResult(_ -> lapse(user));
        } catch (RuntimeException e) {
            LOG.warn("Could not close the access requests of user {}", user, e);
        }
    }

    private void lapse(UserId user) {
        boolean waiting = directory
                .find(user)
                .filter(found -> found.active() && !found.administrator())
                .isPresent();
        if (waiting || requests.countOpen(user.value()) == 0) {
            return;
        }
        requests.lock();
        book.waitingOf(user).forEach(stored -> {
            stored.become(AccessRequest.State.LAPSED, clock.instant(), book.nextChange());
            trail.lapsed(book.read(stored));
        });
        events.publishEvent(new RequestsChanged(user));
    }
}
