package org.stackdeck.ui.admin;

import com.vaadin.flow.component.AttachEvent;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.role.RoleChanged;
import org.stackdeck.audit.AuditEntriesWritten;
import org.stackdeck.cloud.CloudsChanged;
import org.stackdeck.cloud.CloudsChangedListener;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.group.GroupChanged;
import org.stackdeck.identity.invitation.InvitationsChanged;
import org.stackdeck.identity.registration.RegistrationsChanged;
import org.stackdeck.notices.webhook.GroupWebhookChanged;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.platform.Subscribers;
import org.stackdeck.platform.Subscription;
import org.stackdeck.platform.node.CachesInvalidated;
import org.stackdeck.ui.push.UiPush;

/**
 * Notifies open pages when users, groups, webhooks, roles, grants, registrations, invitations, clouds or the audit
 * trail change. Coalesces notifications that arrive during an update.
 */
@org.springframework.stereotype.Component
public class AdminChangeNotifier implements CloudsChangedListener {

    private final Subscribers<CoalescingTask> userLoaders = new Subscribers<>();
    private final Subscribers<CoalescingTask> auditLoaders = new Subscribers<>();
    private final UiPush uiPush;

    AdminChangeNotifier(UiPush uiPush) {
        this.uiPush = uiPush;
    }

    /**
     * Binds a component to the users, groups, webhooks, roles, grants, registrations, invitations and clouds: shows the
     * current data and updates it after each change until the component is detached. Loads the data first on the
     * calling thread, later on a background thread without the session lock.
     */
    public <T> void bind(AttachEvent attached, Supplier<T> load, Consumer<T> show) {
        uiPush.bind(attached, task -> register(userLoaders, task), load, show);
    }

    public Subscription subscribeToAudit(Runnable receiver) {
        return register(auditLoaders, receiver);
    }

    @TransactionalEventListener(
            classes = {
                UserChanged.class,
                AccessChanged.class,
                RoleChanged.class,
                GroupChanged.class,
                GroupWebhookChanged.class,
                RegistrationsChanged.class,
                InvitationsChanged.class,
                CachesInvalidated.class
            },
            phase = TransactionPhase.AFTER_COMMIT,
            fallbackExecution = true)
    void onAdministrativeChange() {
        userLoaders.notifyEach(CoalescingTask::trigger);
    }

    @Override
    public void on(CloudsChanged event) {
        userLoaders.notifyEach(CoalescingTask::trigger);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AuditEntriesWritten written) {
        auditLoaders.notifyEach(CoalescingTask::trigger);
    }

    private static Subscription register(Subscribers<CoalescingTask> loaders, Runnable receiver) {
        return loaders.add(new CoalescingTask("admin-changes", () -> {
            try {
                receiver.run();
            } catch (NotAdministratorException e) {
                // The viewer is no longer an administrator. The sessions of the viewer end, so that the page is
                // redirected.
            }
        }));
    }
}
