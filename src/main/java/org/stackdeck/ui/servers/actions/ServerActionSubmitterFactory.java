package org.stackdeck.ui.servers.actions;

import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Creates the submitter of each page with actions on servers. */
@Component
public class ServerActionSubmitterFactory {

    private final OperationService operationService;
    private final CurrentUser currentUser;
    private final ActionOptionsLoader actionOptionsLoader;
    private final ReauthenticationHandler handler;
    private final UiPush uiPush;

    ServerActionSubmitterFactory(
            OperationService operationService,
            CurrentUser currentUser,
            ActionOptionsLoader actionOptionsLoader,
            ReauthenticationHandler handler,
            UiPush uiPush) {
        this.operationService = operationService;
        this.currentUser = currentUser;
        this.actionOptionsLoader = actionOptionsLoader;
        this.handler = handler;
        this.uiPush = uiPush;
    }

    /** @param accepted called with each accepted operation, and with a creation after an attempt to cancel it */
    public ServerActionSubmitter create(Messages messages, Consumer<Operation> accepted) {
        return new ServerActionSubmitter(
                operationService, currentUser, actionOptionsLoader, handler, uiPush, messages, accepted);
    }
}
