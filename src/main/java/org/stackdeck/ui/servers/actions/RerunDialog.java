package org.stackdeck.ui.servers.actions;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import java.util.stream.Collectors;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.i18n.Messages;

/**
 * Dialog that shows the arguments of an operation and requires confirmation before the operation runs again. The rows
 * of a live list move, so a user can click the wrong row.
 */
final class RerunDialog extends Dialog {

    RerunDialog(Server server, ActionRequest actionRequest, Messages messages, Runnable onConfirm) {
        String name = server.displayName();
        String action = messages.text("servers.action." + actionRequest.action().code());
        setHeaderTitle(messages.text("operation.again.ask", action, name));
        setWidth("440px");
        add(new Paragraph(messages.text("operation.again.text")));
        String shown = actionRequest.arguments().entrySet().stream()
                // Viewing hosts requires a separate permission.
                .filter(argument -> argument.getKey() != ActionParameter.HOST)
                .map(argument -> argument.getValue().displayName())
                .collect(Collectors.joining(", "));
        if (!shown.isEmpty()) {
            add(new Paragraph(messages.text("operation.again.with", shown)));
        }
        Button confirm = new Button(messages.text("operation.again"), _ -> {
            close();
            onConfirm.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), confirm);
        confirm.focus();
    }
}
