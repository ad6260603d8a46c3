package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.stackdeck.access.Permission;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.accessrequests.AccessRequestTarget;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.accessrequests.TooManyAccessRequestsException;
import org.stackdeck.accessrequests.UnknownAccessRequestTargetException;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/** Opens dialogs in which the user creates access requests. */
public final class RequestAccessDialogs {

    private final AccessRequestService accessRequestService;
    private final CurrentUser currentUser;
    private final UiPush uiPush;
    private final Messages messages;

    public RequestAccessDialogs(
            AccessRequestService accessRequestService, CurrentUser currentUser, UiPush uiPush, Messages messages) {
        this.accessRequestService = accessRequestService;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.messages = messages;
    }

    public UserName userName() {
        return currentUser.caller().userName();
    }

    /** Opens a dialog that requests one permission on one server. */
    public void requestPermission(Server server, Permission permission) {
        AccessRequestTarget accessRequestTarget =
                AccessRequestTarget.ofServers(server.cloud(), server.project().id(), Set.of(server.id()));
        String name = server.displayName();
        String subject = new AccessRequestMessages(messages).permissions(Set.of(permission)) + " · " + name + " · "
                + server.project().name();
        new RequestAccessDialog(
                        messages,
                        subject,
                        messages.text("requests.reason.hint"),
                        List.of(),
                        (_, time, reason, done) ->
                                submit(RequestedAccess.of(accessRequestTarget, Set.of(permission), time, reason), done))
                .open();
    }

    /**
     * Opens a dialog that requests permissions on a resource other than a server.
     *
     * @param project the project of the resource
     * @param offered permissions that the user can request; at least one
     */
    public void requestPermissions(CloudResource resource, Project project, List<Permission> offered) {
        AccessRequestTarget target = new AccessRequestTarget(
                resource.cloud(), project.id(), resource.kind(), Set.of(new ServerId(resource.id())));
        new RequestAccessDialog(
                        messages,
                        resource.displayName() + " · " + project.name(),
                        messages.text("requests.reason.hint"),
                        offered,
                        (permissions, time, reason, done) ->
                                submitInBackground(RequestedAccess.of(target, permissions, time, reason), done))
                .open();
    }

    /** Opens a dialog for a request in free form, without a server. */
    public void requestFreeForm() {
        new RequestAccessDialog(
                        messages,
                        messages.text("requests.in-words.subject"),
                        messages.text("requests.in-words.hint"),
                        List.of(),
                        (_, time, reason, done) -> submit(RequestedAccess.withoutTarget(time, reason), done))
                .open();
    }

    private void submit(RequestedAccess requestedAccess, Consumer<Boolean> done) {
        Caller caller = currentUser.caller();
        handle(() -> accessRequestService.create(caller, requestedAccess), done);
    }

    /** Submits a request whose target must be loaded from the cloud. */
    private void submitInBackground(RequestedAccess requestedAccess, Consumer<Boolean> done) {
        Caller caller = currentUser.caller();
        try {
            uiPush.submit(
                    caller.userId(),
                    UI.getCurrentOrThrow(),
                    () -> accessRequestService.create(caller, requestedAccess),
                    result -> handle(result, done));
        } catch (TooManyChangesException e) {
            done.accept(false);
            throw e;
        }
    }

    /** Calls {@code done} after unexpected exceptions too, so that the user can repeat the request. */
    private void handle(Supplier<AccessRequest> result, Consumer<Boolean> done) {
        boolean accepted = false;
        try {
            accepted = isAccepted(result);
        } finally {
            done.accept(accepted);
        }
    }

    /** Shows the result, and returns whether the request was accepted. */
    private boolean isAccepted(Supplier<AccessRequest> result) {
        try {
            var _ = result.get();
            Toasts.showSuccess(messages.text("requests.sent"));
            return true;
        } catch (TooManyAccessRequestsException e) {
            Toasts.showError(
                    messages.text("requests.not-sent"),
                    messages.text(
                            switch (e.limit()) {
                                case OPEN -> "requests.too-many";
                                case DAY -> "requests.too-many.day";
                            },
                            e.limit().requests()));
        } catch (UnknownAccessRequestTargetException e) {
            Toasts.showError(messages.text("requests.not-sent"), messages.text("requests.unknown-target"));
        } catch (CloudException e) {
            Toasts.showError(messages.text("requests.not-sent"), messages.text("requests.not-loaded"));
        }
        return false;
    }
}
