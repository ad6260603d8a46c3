package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Address;
import org.stackdeck.cloud.Server;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofField;
import org.stackdeck.ui.proof.ProofPrompt;

/** Says what will be lost, and deletes only after the server's name was typed. */
final class DeleteDialog extends Dialog {

    private @Nullable ProofField proof;

    DeleteDialog(Server server, Words words, ProofPrompt prompt, Runnable delete) {
        String name = server.name().isBlank() ? server.id().value() : server.name();
        setHeaderTitle(words.say("servers.delete.title", name));
        addClassName("delete");
        setWidth("460px");
        TextField typed = new TextField(words.say("servers.delete.type", name));
        typed.setWidthFull();
        typed.setAutocomplete(Autocomplete.OFF);
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        Button confirm = new Button(words.say("servers.delete.confirm"), event -> {
            if (proof == null || proof.prove()) {
                attempt(delete, prompt, words);
            }
            event.getSource().setEnabled(true);
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        confirm.setEnabled(false);
        confirm.setDisableOnClick(true);
        typed.addValueChangeListener(
                event -> confirm.setEnabled(event.getValue().strip().equals(name.strip())));
        add(new Div(
                new Paragraph(words.say("servers.delete.intro", server.project().name())),
                losses(server, words),
                typed));
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
        typed.focus();
    }

    /** Asks for a proof within the dialog where one is needed; what was typed stays. */
    private void attempt(Runnable delete, ProofPrompt prompt, Words words) {
        try {
            delete.run();
            close();
        } catch (StepUpRequiredException asked) {
            proof = prompt.field(words, asked);
            proof.onProved(() -> attempt(delete, prompt, words));
            add(proof);
            proof.focus();
        }
    }

    private static Component losses(Server server, Words words) {
        UnorderedList list = new UnorderedList();
        list.addClassName("losses");
        list.add(new ListItem(
                server.image() == null
                        ? words.say("servers.delete.volume")
                        : words.say("servers.delete.disk", server.flavor().diskGib())));
        if (!server.addresses().isEmpty()) {
            String ips = server.addresses().stream().map(Address::ip).collect(Collectors.joining(", "));
            list.add(new ListItem(words.say("servers.delete.addresses", ips)));
        }
        list.add(new ListItem(words.say("servers.delete.final")));
        return list;
    }
}
