package org.stackdeck.ui.servers;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import java.util.stream.Collectors;
import org.stackdeck.cloud.Argument;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.ui.component.Words;

/**
 * Asks for confirmation before an operation runs again, with its arguments: rows of a live list move and are easily
 * mistaken.
 */
final class AgainDialog extends Dialog {

    AgainDialog(Server server, Order order, Words words, Runnable act) {
        String name = server.called();
        String action = words.say("servers.action." + order.action().word());
        setHeaderTitle(words.say("operation.again.ask", action, name));
        setWidth("440px");
        add(new Paragraph(words.say("operation.again.text")));
        if (!order.arguments().isEmpty()) {
            add(new Paragraph(words.say(
                    "operation.again.with",
                    order.arguments().values().stream().map(Argument::shown).collect(Collectors.joining(", ")))));
        }
        Button confirm = new Button(words.say("operation.again"), _ -> {
            close();
            act.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
        confirm.focus();
    }
}
