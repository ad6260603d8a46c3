package org.stackdeck.accessrequests;

import jakarta.annotation.PreDestroy;
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
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/** Closes the open requests of users who were disabled or became administrators. */
@Component
class AccessRequestLapseListener {

    private static final Logger LOG = LoggerFactory.getLogger(AccessRequestLapseListener.class);

    private final AccessRequestRepository requests;
    private final AccessRequestStore store;
    private final AccessRequestAuditRecorder recorder;
    private final UserDirectory userDirectory;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("lapsing-requests").factory());

    AccessRequestLapseListener(
            AccessRequestRepository requests,
            AccessRequestStore store,
            AccessRequestAuditRecorder recorder,
            UserDirectory userDirectory,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.requests = requests;
        this.store = store;
        this.recorder = recorder;
        this.userDirectory = userDirectory;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Runs after the commit to prevent a deadlock: the transaction has locked the account's row, whereas the creation
     * of a request locks the requests first. Runs on a separate thread, because the committing thread still holds its
     * connection, and waiting for a second one could exhaust the pool. A request that is not closed here is treated as
     * closed when it is read. Runs only on the node of the change.
     */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(UserChanged event) {
        worker.execute(() -> lapseOpenRequests(event.user()));
    }

    /** Waits until pending work is completed. */
    @PreDestroy
    void close() {
        worker.close();
    }

    private void lapseOpenRequests(UserId user) {
        try {
            transaction.executeWithoutResult(_ -> lapse(user));
        } catch (RuntimeException e) {
            LOG.warn("Could not close the access requests of user {}", user, e);
        }
    }

    private void lapse(UserId user) {
        boolean canReceiveGrants = userDirectory
                .find(user)
                .filter(found -> found.isActive() && !found.isAdministrator())
                .isPresent();
        if (canReceiveGrants || !store.hasStoredOpen(user)) {
            return;
        }
        requests.lock();
        store.findStoredOpenByUser(user).forEach(stored -> {
            store.change(stored, AccessRequest.State.LAPSED);
            recorder.recordLapse(store.toRequest(stored));
        });
        events.publishEvent(new AccessRequestsChanged(user));
    }
}
