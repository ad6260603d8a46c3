package org.stackdeck.ui.reauthentication;

import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that re-authenticates the user and then runs an action. */
final class ReauthenticationDialog extends FormDialog {

    private final ReauthenticationField field;
    private final transient Runnable action;

    ReauthenticationDialog(ReauthenticationField field, Messages messages, Runnable action) {
        super(messages, messages.text("proof.title"), "420px");
        this.field = field;
        this.action = action;
        add(field);
        field.onEnter(this::confirm);
        field.onVerified(this::proceed);
        addButtons("proof.confirm", this::confirm);
        addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                field.focus();
            }
        });
    }

    private void confirm() {
        if (isOpened() && field.verify()) {
            proceed();
        }
    }

    private void proceed() {
        close();
        action.run();
    }
}
