package org.stackdeck.ui.reauthentication;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.factor.ReauthenticationService;
import org.stackdeck.identity.passkey.PasskeyService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;

/** Runs actions of the user. If an action requires re-authentication, requests it first. */
@Component
public class ReauthenticationHandler {

    private final ReauthenticationService reauthenticationService;
    private final Supplier<String> requestOptions;
    private final CurrentUser currentUser;

    @Autowired
    ReauthenticationHandler(
            ReauthenticationService reauthenticationService, PasskeyService passkeyService, CurrentUser currentUser) {
        this(reauthenticationService, passkeyService::beginAuthentication, currentUser);
    }

    /** @param requestOptions returns the options for the passkey request */
    public ReauthenticationHandler(
            ReauthenticationService reauthenticationService, Supplier<String> requestOptions, CurrentUser currentUser) {
        this.reauthenticationService = reauthenticationService;
        this.requestOptions = requestOptions;
        this.currentUser = currentUser;
    }

    /**
     * Runs an action of the user. If the action requires re-authentication, opens a dialog and then runs the action
     * again. The page keeps its state.
     */
    public void runAuthenticated(Messages messages, Consumer<Caller> action) {
        Runnable run = () -> action.accept(currentUser.caller());
        try {
            run.run();
        } catch (StepUpRequiredException stepUpRequiredException) {
            openDialog(messages, stepUpRequiredException, run);
        }
    }

    /**
     * Opens the dialog for an action that ran in the background.
     *
     * @param action runs the action again; called after the re-authentication
     */
    public void openDialog(Messages messages, StepUpRequiredException stepUpRequiredException, Runnable action) {
        new ReauthenticationDialog(createField(messages, stepUpRequiredException), messages, action).open();
    }

    /**
     * Opens the dialog for an action that cannot be repeated automatically. The user must repeat the action afterwards.
     */
    public void openDialog(Messages messages, StepUpRequiredException stepUpRequiredException) {
        openDialog(messages, stepUpRequiredException, () -> Toasts.showSuccess(messages.text("proof.again")));
    }

    /** Creates the field for dialogs that include re-authentication. */
    public ReauthenticationField createField(Messages messages, StepUpRequiredException stepUpRequiredException) {
        return new ReauthenticationField(
                reauthenticationService,
                requestOptions,
                currentUser,
                messages,
                stepUpRequiredException.allowedFactors());
    }
}
