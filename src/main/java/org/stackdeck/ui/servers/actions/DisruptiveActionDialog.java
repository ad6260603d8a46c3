package org.stackdeck.ui.servers.actions;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import java.util.stream.Collectors;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.help.ActionTerms;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that requires confirmation of an action that interrupts the use of a server or deletes data. */
final class DisruptiveActionDialog extends Dialog {

    DisruptiveActionDialog(Server server, ActionRequest actionRequest, Messages messages, Runnable onConfirm) {
        String name = server.displayName();
        ServerAction action = actionRequest.serverAction();
        String key = "servers.loss." + action.code();
        String thing = actionRequest.arguments().values().stream()
                .map(ActionArgument::displayName)
                .collect(Collectors.joining(", "));
        setHeaderTitle(messages.text(key + ".title", name, thing));
        ExplainButton.addTo(this, ActionTerms.of(action), messages);
        setWidth("440px");
        add(new Paragraph(messages.text(key, name, thing)));
        Button confirm = new Button(messages.text("servers.action." + action.code()), _ -> {
            close();
            onConfirm.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), confirm);
    }
}
