package org.stackdeck.ui.servers;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import java.util.stream.Collectors;
import org.stackdeck.cloud.Argument;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.ui.component.Words;

/** Asks for confirmation of an action that causes permanent data loss. */
final class LossDialog extends Dialog {

    LossDialog(Server server, Order order, Words words, Runnable act) {
        String name = server.called();
        ServerAction action = order.action();
        String key = "servers.loss." + action.word();
        String thing = order.arguments().values().stream().map(Argument::shown).collect(Collectors.joining(", "));
        setHeaderTitle(words.say(key + ".title", name, thing));
        setWidth("440px");
        add(new Paragraph(words.say(key, name, thing)));
        Button confirm = new Button(words.say("servers.action." + action.word()), _ -> {
            close();
            act.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
    }
}
