package org.stackdeck.ui.servers.actions;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationField;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Dialog that shows the effects of a deletion and requires the user to type the name of the server. */
public final class DeleteServerDialog extends Dialog {

    private final DeletionImpactPanel impactPanel;
    private @Nullable ReauthenticationField reauthenticationField;

    DeleteServerDialog(
            Server server, ServerAction action, Messages messages, ReauthenticationHandler handler, Runnable delete) {
        String name = server.displayName();
        String key = "servers." + action.code();
        setHeaderTitle(messages.text(key + ".title", name));
        addClassName("delete");
        setWidth("460px");
        TextField typed = new TextField(messages.text("servers.delete.type", name));
        typed.setWidthFull();
        typed.setAutocomplete(Autocomplete.OFF);
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        Button confirm = new Button(messages.text(key + ".confirm"), event -> {
            if (reauthenticationField == null || reauthenticationField.verify()) {
                attempt(delete, handler, messages);
            }
            event.getSource().setEnabled(true);
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        confirm.setEnabled(false);
        confirm.setDisableOnClick(true);
        typed.addValueChangeListener(
                event -> confirm.setEnabled(event.getValue().strip().equals(name.strip())));
        impactPanel = new DeletionImpactPanel(server, messages);
        add(new Div(impactPanel, new Paragraph(messages.text(key + ".final")), typed));
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), confirm);
        typed.focus();
    }

    DeletionImpactPanel impactPanel() {
        return impactPanel;
    }

    /**
     * Submits the deletion and closes the dialog. If re-authentication is required, requests it in the dialog and keeps
     * the user's input.
     */
    private void attempt(Runnable delete, ReauthenticationHandler handler, Messages messages) {
        try {
            delete.run();
            close();
        } catch (StepUpRequiredException stepUpRequiredException) {
            if (reauthenticationField != null) {
                reauthenticationField.removeFromParent();
            }
            reauthenticationField = handler.createField(messages, stepUpRequiredException);
            reauthenticationField.onVerified(() -> attempt(delete, handler, messages));
            add(reauthenticationField);
            reauthenticationField.focus();
        }
    }
}
