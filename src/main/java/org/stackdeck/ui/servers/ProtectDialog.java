package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;

/** Explains deletion protection and requests an optional reason. */
final class ProtectDialog extends Dialog {

    private final Server server;
    private final Words words;
    private final Consumer<@Nullable String> protect;
    private final TextField reason;

    /** @param protect protects the server, with a reason or null */
    ProtectDialog(Server server, Words words, Consumer<@Nullable String> protect) {
        this.server = server;
        this.words = words;
        this.protect = protect;
        setHeaderTitle(words.say("servers.protection.title", server.called()));
        addClassName("protect");
        setWidth("460px");
        reason = new TextField(words.say("servers.protection.reason"));
        reason.setWidthFull();
        reason.setMaxLength(ActionParameter.REASON.longest());
        Div form = new Div(new Paragraph(words.say("servers.protection.note")), reason);
        form.addClassName("order-form");
        add(form);
        Button confirm = new Button(words.say("servers.protection.confirm"), _ -> attempt());
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.addClickShortcut(Key.ENTER).listenOn(this);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
        reason.focus();
    }

    private void attempt() {
        String said = reason.getValue().strip();
        if (!said.isEmpty() && !ActionParameter.REASON.suits(said)) {
            reason.setInvalid(true);
            reason.setErrorMessage(words.say("servers.order.wrong.malformed"));
            return;
        }
        try {
            protect.accept(said.isEmpty() ? null : said);
            Toasts.done(words.say("servers.protection.set", server.called()));
        } catch (ActionRefusedException refused) {
            tell(refused, server, words, "servers.protection.not-set");
        }
        close();
    }

    static void tell(ActionRefusedException refused, Server server, Words words, String key) {
        Toasts.problem(
                words.say(key, server.called()),
                WhyNot.of(ServerAction.DELETE, refused.answer()).map(words::say).orElse(""));
    }
}
