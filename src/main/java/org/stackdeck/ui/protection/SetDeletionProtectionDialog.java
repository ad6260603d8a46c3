package org.stackdeck.ui.protection;

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
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that explains deletion protection and requests an optional reason. */
final class SetDeletionProtectionDialog extends Dialog {

    private final Messages messages;
    private final Consumer<@Nullable String> protect;
    private final TextField reason;

    /**
     * @param name name of the server or other resource
     * @param note text about the actions that the protection prevents
     * @param protect protects the server or other resource; receives the reason, or null if there is none
     */
    SetDeletionProtectionDialog(String name, String note, Messages messages, Consumer<@Nullable String> protect) {
        this.messages = messages;
        this.protect = protect;
        setHeaderTitle(messages.text("servers.protection.title", name));
        addClassName("protect");
        setWidth("460px");
        reason = new TextField(messages.text("servers.protection.reason"));
        reason.setWidthFull();
        reason.setMaxLength(ActionParameter.REASON.maxLength());
        reason.setValueChangeMode(ValueChangeMode.EAGER);
        reason.addKeyPressListener(Key.ENTER, _ -> submit());
        Div form = StyledElements.div("order-form", new Paragraph(note), reason);
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
        String text = reason.getValue().strip();
        if (!text.isEmpty() && !ActionParameter.REASON.accepts(text)) {
            reason.setInvalid(true);
            reason.setErrorMessage(messages.text("servers.order.wrong.malformed"));
            return;
        }
        protect.accept(text.isEmpty() ? null : text);
        close();
    }
}
