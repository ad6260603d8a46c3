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
import org.stackdeck.access.role.RoleChanged;
import org.stackdeck.audit.AuditEntriesWritten;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.group.GroupChanged;
import org.stackdeck.identity.invitation.InvitationsChanged;
import org.stackdeck.identity.registration.RegistrationSubmitted;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.push.CoalescingLoader;
import org.stackdeck.ui.push.UiPush;

/**
 * Notifies open pages when users, grants or the audit trail change. Notifications that arrive during an update are
 * coalesced.
 */
@org.springframework.stereotype.Component
public class AdminChangeNotifier {

    private final List<CoalescingLoader> userLoaders = new CopyOnWriteArrayList<>();
    private final List<CoalescingLoader> auditLoaders = new CopyOnWriteArrayList<>();
    private final UiPush uiPush;

    AdminChangeNotifier(UiPush uiPush) {
        this.uiPush = uiPush;
    }

    /**
     * Binds a component to the users, groups, roles and grants: shows the current data and updates it after each change
     * until the component is detached. Loads the data on the calling thread first, then on a thread of its own without
     * the session lock.
     *
     * @param attached the attach event of the component
     */
    public <T> void bind(AttachEvent attached, Supplier<T> look, Consumer<T> show) {
        Component part = attached.getSource();
        Consumer<T> refresh = uiPush.latest(attached.getUI(), part, show);
        // Subscribe before the first load, so that no change is missed.
        Subscription subscription = register(userLoaders, () -> refresh.accept(look.get()));
        show.accept(look.get());
        part.addDetachListener(detach -> {
            detach.unregisterListener();
            subscription.close();
        });
    }

    public Subscription subscribeToAudit(Runnable receiver) {
        return register(auditLoaders, receiver);
    }

    @TransactionalEventListener(
            classes = {UserChanged.class, AccessChanged.class, RoleChanged.class, GroupChanged.class},
            phase = TransactionPhase.AFTER_COMMIT,
            fallbackExecution = true)
    void onAdministrativeChange() {
        userLoaders.forEach(CoalescingLoader::trigger);
    }

    @TransactionalEventListener(
            classes = {RegistrationSubmitted.class, InvitationsChanged.class},
            phase = TransactionPhase.AFTER_COMMIT)
    void onRegistrationChange() {
        userLoaders.forEach(CoalescingLoader::trigger);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AuditEntriesWritten written) {
        auditLoaders.forEach(CoalescingLoader::trigger);
    }

    private static Subscription register(List<CoalescingLoader> coalescingLoaders, Runnable receiver) {
        CoalescingLoader coalescingLoader = new CoalescingLoader("admin-changes", receiver);
        coalescingLoaders.add(coalescingLoader);
        return () -> coalescingLoaders.remove(coalescingLoader);
    }
}
