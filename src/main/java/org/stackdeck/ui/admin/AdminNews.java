package org.stackdeck.ui.admin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.RoleChanged;
import org.stackdeck.audit.AuditWritten;
import org.stackdeck.identity.GroupChanged;
import org.stackdeck.identity.InvitationsChanged;
import org.stackdeck.identity.Registered;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Reader;

/**
 * Notifies open pages when users, grants or the audit trail change. Notifications that arrive during an update are
 * coalesced.
 */
@org.springframework.stereotype.Component
public class AdminNews {

    private final List<Reader> users = new CopyOnWriteArrayList<>();
    private final List<Reader> trail = new CopyOnWriteArrayList<>();

    /**
     * Binds a component to the users, groups, roles and grants: shows the current data and updates it after each change
     * until the component is detached. Loads the data on the calling thread first, then on a thread of its own without
     * the session lock.
     *
     * @param attached the attach event of the component
     */
    public <T> void keep(AttachEvent attached, Live live, Supplier<T> look, Consumer<T> show) {
        Component part = attached.getSource();
        Consumer<T> refresh = live.newest(attached.getUI(), part, show);
        // Subscribe before the first load, so that no change is missed.
        Subscription subscription = add(users, () -> refresh.accept(look.get()));
        show.accept(look.get());
        part.addDetachListener(detach -> {
            detach.unregisterListener();
            subscription.close();
        });
    }

    Subscription ofTrail(Runnable receiver) {
        return add(trail, receiver);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(UserChanged changed) {
        users.forEach(Reader::tell);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(Registered registered) {
        users.forEach(Reader::tell);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged changed) {
        users.forEach(Reader::tell);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(RoleChanged changed) {
        users.forEach(Reader::tell);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(GroupChanged changed) {
        users.forEach(Reader::tell);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(InvitationsChanged changed) {
        users.forEach(Reader::tell);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AuditWritten written) {
        trail.forEach(Reader::tell);
    }

    private static Subscription add(List<Reader> readers, Runnable receiver) {
        Reader reader = new Reader("admin-changes", receiver);
        readers.add(reader);
        return () -> readers.remove(reader);
    }
}
