package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.access.grant.TooManyGrantsException;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestClosedException;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.accessrequests.RenamedServerException;
import org.stackdeck.accessrequests.RequestedServerMissingException;
import org.stackdeck.accessrequests.UnknownAccessRequestException;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Runs a reviewer's actions on access requests and reports errors. */
final class AccessRequestReviewActions {

    private final AccessRequestService accessRequestService;
    private final ReauthenticationHandler handler;
    private final UiPush uiPush;
    private final Messages messages;
    private final Runnable changed;

    /**
     * @param changed refreshes the page; called after each decision, and also if the request is no longer pending or a
     * server was renamed
     */
    AccessRequestReviewActions(
            AccessRequestService accessRequestService,
            ReauthenticationHandler handler,
            UiPush uiPush,
            Messages messages,
            Runnable changed) {
        this.accessRequestService = accessRequestService;
        this.handler = handler;
        this.uiPush = uiPush;
        this.messages = messages;
        this.changed = changed;
    }

    void approve(AccessRequest request) {
        perform(
                caller -> accessRequestService.approve(caller, request.id()),
                AccessRequest.State.APPROVED,
                request,
                () -> {});
    }

    /** @param done called unless the request is still pending; the dialog then keeps its input */
    void approve(AccessRequest request, List<GrantTerms> grantTerms, Runnable done) {
        if (grantTerms.size() > AccessRequestService.MAX_GRANTS) {
            Toasts.showError(
                    messages.text("requests.not-approved"),
                    messages.text("requests.too-many-grants", AccessRequestService.MAX_GRANTS));
            return;
        }
        perform(
                caller -> accessRequestService.approve(caller, request, grantTerms),
                AccessRequest.State.APPROVED,
                request,
                done);
    }

    void decline(AccessRequest request, String reason, Runnable done) {
        perform(
                caller -> accessRequestService.decline(caller, request.id(), reason),
                AccessRequest.State.REFUSED,
                request,
                done);
    }

    private void perform(
            Function<Caller, AccessRequest> action,
            AccessRequest.State targetState,
            AccessRequest request,
            Runnable done) {
        if (targetState != AccessRequest.State.APPROVED || !request.isForOtherResources()) {
            handler.runAuthenticated(
                    messages, caller -> handle(caller, () -> action.apply(caller), targetState, request, done));
            return;
        }
        // The approval loads the current names from the cloud.
        UI ui = UI.getCurrentOrThrow();
        handler.runAuthenticated(
                messages,
                caller -> uiPush.submit(caller.userId(), ui, () -> action.apply(caller), result -> {
                    try {
                        handle(caller, result, targetState, request, done);
                    } catch (StepUpRequiredException e) {
                        handler.openDialog(messages, e, () -> perform(action, targetState, request, done));
                    }
                }));
    }

    private void handle(
            Caller caller,
            Supplier<AccessRequest> result,
            AccessRequest.State targetState,
            AccessRequest request,
            Runnable done) {
        try {
            var _ = result.get();
            Toasts.showSuccess(messages.text(
                    "requests.done." + targetState, request.userName().value()));
        } catch (AccessRequestClosedException e) {
            // A second click on the same button has no effect.
            if (!isDoneBy(caller, targetState, e.request())) {
                Toasts.showError(
                        messages.text("requests.not-open"), new AccessRequestMessages(messages).stateText(e.request()));
            }
        } catch (UnknownAccessRequestException e) {
            Toasts.showError(messages.text("requests.not-open"), "");
        } catch (TooManyGrantsException e) {
            Toasts.showError(
                    messages.text("requests.not-approved"),
                    messages.text("requests.full", GrantService.MAX_PER_GRANTEE));
            return;
        } catch (RenamedServerException e) {
            Toasts.showError(
                    messages.text("requests.not-approved"),
                    messages.text("requests.renamed.refused", e.nameInRequest(), e.currentName()));
            changed.run();
            return;
        } catch (RequestedServerMissingException e) {
            Toasts.showError(
                    messages.text("requests.not-approved"),
                    messages.text("requests.missing.refused", e.nameInRequest()));
            return;
        } catch (CloudException e) {
            Toasts.showError(messages.text("requests.not-approved"), messages.text("requests.not-loaded"));
            return;
        } catch (UnknownRoleException e) {
            Toasts.showError(messages.text("requests.not-approved"), messages.text("requests.no-role", e.roleName()));
            return;
        }
        done.run();
        changed.run();
    }

    private static boolean isDoneBy(Caller caller, AccessRequest.State targetState, AccessRequest request) {
        AccessRequest.RequestDecision requestDecision = request.decision();
        return request.state() == targetState
                && requestDecision != null
                && requestDecision.decidedBy().equals(caller.userName());
    }
}
