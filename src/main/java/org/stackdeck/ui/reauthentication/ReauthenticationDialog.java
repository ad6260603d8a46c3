package org.stackdeck.ui.reauthentication;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that re-authenticates the user and then runs an action. */
final class ReauthenticationDialog extends Dialog {

    private final ReauthenticationField field;
    private final transient Runnable action;

    ReauthenticationDialog(ReauthenticationField field, Messages messages, Runnable action) {
        this.field = field;
        this.action = action;
        setHeaderTitle(messages.text("proof.title"));
        setWidth("420px");
        add(field);
        field.onEnter(this::confirm);
        field.onVerified(this::proceed);
        Button confirm = new Button(messages.text("proof.confirm"), _ -> confirm());
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), confirm);
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
