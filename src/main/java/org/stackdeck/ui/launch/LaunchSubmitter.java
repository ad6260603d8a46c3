package org.stackdeck.ui.launch;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.launch.InvalidNewServerException;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.actions.CloudErrorMessages;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchDraft;
import org.stackdeck.ui.launch.form.LaunchForm;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Submits the launch in the background and shows the result. */
final class LaunchSubmitter {

    private final LaunchService launchService;
    private final CurrentUser currentUser;
    private final UiPush uiPush;
    private final Messages messages;
    private final LaunchForm form;
    private final Runnable changed;
    private boolean busy;

    /** @param changed runs when a launch has been submitted and after the result has been shown */
    LaunchSubmitter(
            LaunchService launchService,
            CurrentUser currentUser,
            UiPush uiPush,
            Messages messages,
            LaunchForm form,
            Runnable changed) {
        this.launchService = launchService;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.messages = messages;
        this.form = form;
        this.changed = changed;
    }

    boolean isBusy() {
        return busy;
    }

    /**
     * Submits the form, which must be valid. The service blocks while it finds the requested resources in the cloud.
     */
    void submit(Project project) {
        LaunchDraft draft = form.draft();
        NewServer server = draft.toNewServer();
        int count = draft.serverCount();
        Caller caller = currentUser.caller();
        uiPush.submit(
                caller.userId(),
                UI.getCurrentOrThrow(),
                () -> launchService.launch(caller, project.cloud(), project.id(), server, count, null),
                result -> onResult(server.name(), result));
        busy = true;
        changed.run();
    }

    /** Shows the result unless the user has left the page. */
    private void onResult(String name, Supplier<List<Operation>> result) {
        if (!form.isAttached()) {
            return;
        }
        busy = false;
        try {
            if (isAccepted(name, result)) {
                ServerRoutes.navigateToStartView(UI.getCurrentOrThrow());
            }
        } finally {
            changed.run();
        }
    }

    /** Shows the result, and returns whether the launch was accepted. */
    private boolean isAccepted(String name, Supplier<List<Operation>> result) {
        try {
            Toasts.showSuccess(messages.text("launch.done", result.get().size(), name));
            return true;
        } catch (InvalidNewServerException e) {
            form.reject(e.field(), e.reason());
        } catch (ActionRefusedException e) {
            showRefusal(UnavailabilityReasons.text(ServerAction.CREATE, e.availability(), messages));
        } catch (CloudException e) {
            showRefusal(e.getMessage() == null ? "" : CloudErrorMessages.message(e, messages));
        }
        return false;
    }

    private void showRefusal(String reason) {
        Toasts.showError(messages.text("launch.refused"), reason);
    }
}
