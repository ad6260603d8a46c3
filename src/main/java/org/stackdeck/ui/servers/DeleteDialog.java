package org.stackdeck.ui.servers;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofField;
import org.stackdeck.ui.proof.ProofPrompt;

/** Shows what a deletion removes and requires the user to type the server's name. */
final class DeleteDialog extends Dialog {

    private final DeletionLosses losses;
    private @Nullable ProofField proof;

    /** @param action the deleting action */
    DeleteDialog(Server server, ServerAction action, Words words, ProofPrompt prompt, Runnable delete) {
        String name = server.called();
        String key = "servers." + action.word();
        setHeaderTitle(words.say(key + ".title", name));
        addClassName("delete");
        setWidth("460px");
        TextField typed = new TextField(words.say("servers.delete.type", name));
        typed.setWidthFull();
        typed.setAutocomplete(Autocomplete.OFF);
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        Button confirm = new Button(words.say(key + ".confirm"), event -> {
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
        losses = new DeletionLosses(server, words);
        add(new Div(losses, new Paragraph(words.say(key + ".final")), typed));
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
        typed.focus();
    }

    /** Returns the panel that lists what is deleted and what is kept. */
    DeletionLosses losses() {
        return losses;
    }

    /** Requests re-authentication in the dialog if required and keeps the user's input. */
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
}
