package org.stackdeck.accessrequests;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.identity.UserId;

/** Records the events that pages receive. */
class RecordedAccessRequestEvents {

    private final List<UserId> users = new CopyOnWriteArrayList<>();
    private final List<AccessRequest> changed = new CopyOnWriteArrayList<>();

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessRequestsChanged event) {
        users.add(event.user());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessRequestChangedByUser event) {
        changed.add(event.request());
    }

    /** Returns the requests as published after changes of their state. */
    List<AccessRequest> changed() {
        return List.copyOf(changed);
    }

    List<UserId> users() {
        return List.copyOf(users);
    }

    void clear() {
        users.clear();
        changed.clear();
    }
}
