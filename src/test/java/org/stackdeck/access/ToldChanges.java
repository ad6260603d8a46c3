package org.stackdeck.access;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.identity.UserId;

/** Records the events that other modules receive. */
class ToldChanges {

    private final List<UserId> users = new CopyOnWriteArrayList<>();
    private final List<String> roles = new CopyOnWriteArrayList<>();
    private volatile Consumer<UserId> then = user -> {};

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged event) {
        users.add(event.user());
        then.accept(event.user());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RoleChanged event) {
        roles.add(event.word());
    }

    List<String> roles() {
        return List.copyOf(roles);
    }

    List<UserId> users() {
        return List.copyOf(users);
    }

    void then(Consumer<UserId> action) {
        then = action;
    }

    void forget() {
        users.clear();
        roles.clear();
        then = user -> {};
    }
}
