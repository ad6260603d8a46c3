package org.stackdeck.ui.protection;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that explains deletion protection and requests an optional reason. */
final class SetDeletionProtectionDialog extends FormDialog {

    private final Consumer<@Nullable String> protect;
    private final TextField reason;

    /**
     * @param name name of the server or other resource
     * @param note text about the actions that the protection prevents
     * @param protect protects the server or other resource; receives the reason, or null if there is none
     */
    SetDeletionProtectionDialog(String name, String note, Messages messages, Consumer<@Nullable String> protect) {
        super(messages, messages.text("servers.protection.title", name), "460px");
        this.protect = protect;
        addClassName("protect");
        reason = new TextField(messages.text("servers.protection.reason"));
        reason.setWidthFull();
        reason.setMaxLength(ActionParameter.REASON.maxLength());
        reason.setValueChangeMode(ValueChangeMode.EAGER);
        reason.addKeyPressListener(Key.ENTER, _ -> submit());
        add(StyledElements.div("order-form", new Paragraph(note), reason));
        addButtons("servers.protection.confirm", this::submit);
        reason.focus();
    }

    private void submit() {
        if (!isOpened()) {
            return;
        }
        String text = reason.getValue().strip();
        if (check(reason, text.isEmpty() || ActionParameter.REASON.accepts(text), "servers.order.wrong.malformed")) {
            protect.accept(text.isEmpty() ? null : text);
            close();
        }
    }
}
