package org.stackdeck.ui.servers.menu;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.actions.UnavailabilityReasons;

/** Dialog that explains deletion protection and requests an optional reason. */
final class ProtectServerDialog extends Dialog {

    private final Server server;
    private final Messages messages;
    private final Consumer<@Nullable String> protect;
    private final TextField reason;

    /** @param protect protects the server; receives the reason, or null if there is none */
    ProtectServerDialog(Server server, Messages messages, Consumer<@Nullable String> protect) {
        this.server = server;
        this.messages = messages;
        this.protect = protect;
        setHeaderTitle(messages.text("servers.protection.title", server.displayName()));
        addClassName("protect");
        setWidth("460px");
        reason = new TextField(messages.text("servers.protection.reason"));
        reason.setWidthFull();
        reason.setMaxLength(ActionParameter.REASON.maxLength());
        reason.setValueChangeMode(ValueChangeMode.EAGER);
        reason.addKeyPressListener(Key.ENTER, _ -> submit());
        Div form = new Div(new Paragraph(messages.text("servers.protection.note")), reason);
        form.addClassName("order-form");
        add(form);
        Button confirm = new Button(messages.text("servers.protection.confirm"), _ -> submit());
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), confirm);
        reason.focus();
    }

    private void submit() {
        if (!isOpened()) {
            return;
        }
        String said = reason.getValue().strip();
        if (!said.isEmpty() && !ActionParameter.REASON.accepts(said)) {
            reason.setInvalid(true);
            reason.setErrorMessage(messages.text("servers.order.wrong.malformed"));
            return;
        }
        try {
            protect.accept(said.isEmpty() ? null : said);
            Toasts.showSuccess(messages.text("servers.protection.set", server.displayName()));
        } catch (ActionRefusedException refused) {
            showRefusal(refused, server, messages, "servers.protection.not-set");
        }
        close();
    }

    static void showRefusal(ActionRefusedException refused, Server server, Messages messages, String key) {
        Toasts.showError(
                messages.text(key, server.displayName()),
                UnavailabilityReasons.reason(ServerAction.DELETE, refused.availability())
                        .map(messages::text)
                        .orElse(""));
    }
}
