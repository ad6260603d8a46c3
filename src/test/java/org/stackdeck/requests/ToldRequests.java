package org.stackdeck.requests;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.identity.UserId;

/** Records the events that pages receive. */
class ToldRequests {

    private final List<UserId> users = new CopyOnWriteArrayList<>();

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RequestsChanged event) {
        users.add(event.by());
    }

    List<UserId> users() {
        return List.copyOf(users);
    }

    void forget() {
        users.clear();
    }
}
