package org.stackdeck.ui.admin.clouds;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.connections.CloudConnection;
import org.stackdeck.connections.CloudConnectionService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/**
 * Opens the dialog that creates or changes a connection. The bean is lazy, because only an administration page uses it.
 */
@Component
@Lazy
record CloudConnectionDialogs(
        CloudConnectionService service, ReauthenticationHandler handler, CurrentUser currentUser, UiPush uiPush) {

    /** @param saved runs after the connection has been created */
    void connect(Messages messages, Runnable saved) {
        new CloudConnectionDialog(this, messages, null, saved).open();
    }

    /** @param saved runs after the connection has been changed */
    void edit(CloudConnection connection, Messages messages, Runnable saved) {
        new CloudConnectionDialog(this, messages, connection, saved).open();
    }
}
