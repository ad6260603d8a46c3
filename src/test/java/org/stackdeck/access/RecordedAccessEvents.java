package org.stackdeck.access;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.access.role.RoleChanged;
import org.stackdeck.identity.UserId;

/** Records the events that other modules receive. */
public class RecordedAccessEvents {

    private final List<UserId> users = new CopyOnWriteArrayList<>();
    private final List<String> roles = new CopyOnWriteArrayList<>();
    private volatile Consumer<UserId> setAction = user -> {};

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged event) {
        users.add(event.user());
        setAction.accept(event.user());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RoleChanged event) {
        roles.add(event.roleName());
    }

    public List<String> roles() {
        return List.copyOf(roles);
    }

    public List<UserId> users() {
        return List.copyOf(users);
    }

    public void setAction(Consumer<UserId> action) {
        setAction = action;
    }

    public void clear() {
        users.clear();
        roles.clear();
        setAction = user -> {};
    }
}
