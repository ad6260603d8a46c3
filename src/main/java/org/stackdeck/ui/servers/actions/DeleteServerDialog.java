package org.stackdeck.ui.servers.actions;

import java.util.function.Consumer;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Dialog of an action that deletes a server. Also shows the effects of the deletion. */
public final class DeleteServerDialog extends ServerActionDialog {

    private final DeletionImpactPanel impactPanel;

    DeleteServerDialog(
            Server server,
            ServerAction action,
            Messages messages,
            ReauthenticationHandler handler,
            Consumer<ActionRequest> submit) {
        super(server, action, messages, handler, submit);
        impactPanel = new DeletionImpactPanel(server, messages);
        addComponentAsFirst(impactPanel);
    }

    DeletionImpactPanel impactPanel() {
        return impactPanel;
    }
}
