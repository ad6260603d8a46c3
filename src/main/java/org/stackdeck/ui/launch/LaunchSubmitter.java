package org.stackdeck.ui.launch;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.function.Consumer;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.LaunchDraft;
import org.stackdeck.ui.launch.form.LaunchForm;
import org.stackdeck.ui.launch.form.LaunchMessages;
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
    private Consumer<LaunchSubmitResult> resultHandler = _ -> {};
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

    /** Shows results while the page is attached. */
    void attach(UI ui, Component page) {
        resultHandler = uiPush.latest(ui, page, this::onResult);
    }

    boolean isBusy() {
        return busy;
    }

    /** Submits the form, which must be valid. */
    void submit(Project project) {
        LaunchDraft draft = form.draft();
        NewServer server = draft.toNewServer();
        int count = draft.serverCount();
        Caller caller = currentUser.caller();
        Consumer<LaunchSubmitResult> receiver = resultHandler;
        uiPush.submit(
                caller.userId(),
                () -> receiver.accept(
                        LaunchSubmitResult.submit(launchService, caller, project, server, count, messages)));
        busy = true;
        changed.run();
    }

    private void onResult(LaunchSubmitResult result) {
        busy = false;
        switch (result) {
            case LaunchSubmitResult.Accepted(String name, List<Operation> operations) -> {
                Toasts.showSuccess(messages.text("launch.done", operations.size(), name));
                ServerRoutes.navigateToStartView(UI.getCurrentOrThrow());
            }
            case LaunchSubmitResult.Unsuitable(var field, var reason) -> form.reject(field, reason);
            case LaunchSubmitResult.Refused(ActionAvailability refusal) ->
                Toasts.showError(messages.text("launch.refused"), new LaunchMessages(messages).refusalText(refusal));
            case LaunchSubmitResult.Failed(String message) ->
                Toasts.showError(messages.text("launch.refused"), message);
        }
        changed.run();
    }
}
