package org.stackdeck.ui.servers;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofField;
import org.stackdeck.ui.proof.ProofPrompt;

/** Shows to which of the picked servers an action would be done, and why not to the others, before it is. */
final class BulkDialog extends Dialog {

    private final Words words;
    private final ProofPrompt prompt;
    private final Consumer<List<ServerRow>> act;
    private final List<ServerRow> able;
    private final Div box = new Div();
    private @Nullable ProofField proof;

    /** @param act asks for it */
    BulkDialog(
            List<ServerRow> picked,
            ServerAction action,
            Words words,
            ProofPrompt prompt,
            Consumer<List<ServerRow>> act) {
        this.words = words;
        this.prompt = prompt;
        this.act = act;
        this.able = picked.stream().filter(row -> row.can(action)).toList();
        List<ServerRow> others = picked.stream().filter(row -> !row.can(action)).toList();
        String verb = words.say("servers.action." + action.word());
        setHeaderTitle(words.say("servers.bulk.ask", verb, able.size(), picked.size()));
        addClassName("bulk-dialog");
        setWidth("520px");
        box.addClassName("order-form");
        if (action.destroys()) {
            box.add(new Paragraph(words.say("servers.bulk.destroys")));
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("bulk-list");
        able.forEach(row -> list.add(new ListItem(named(row))));
        box.add(list);
        if (!others.isEmpty()) {
            UnorderedList left = new UnorderedList();
            left.addClassName("bulk-list");
            others.forEach(row -> left.add(new ListItem(named(row), why(row, action))));
            box.add(new Paragraph(words.say("servers.bulk.left-out")), left);
        }
        Button confirm = new Button(words.say("servers.bulk.confirm", verb, able.size()), event -> {
            if (proof == null || proof.prove()) {
                attempt();
            }
            event.getSource().setEnabled(true);
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.setDisableOnClick(true);
        if (action.destroys()) {
            confirm.addThemeVariants(ButtonVariant.ERROR);
            confirm.setEnabled(false);
            box.add(typed(confirm));
        }
        add(box);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
    }

    /** Nobody types all names; the number of them is what is easily wrong. */
    private TextField typed(Button confirm) {
        String number = String.valueOf(able.size());
        TextField typed = new TextField(words.say("servers.bulk.type", number));
        typed.setWidthFull();
        typed.setAutocomplete(Autocomplete.OFF);
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        typed.addValueChangeListener(
                event -> confirm.setEnabled(event.getValue().strip().equals(number)));
        return typed;
    }

    private void attempt() {
        try {
            act.accept(able);
            close();
        } catch (StepUpRequiredException asked) {
            proof = prompt.field(words, asked);
            proof.onProved(this::attempt);
            box.add(proof);
            proof.focus();
        }
    }

    private static Span named(ServerRow row) {
        Span name = new Span(ServerHead.called(row));
        name.addClassName("strong");
        return name;
    }

    private Span why(ServerRow row, ServerAction action) {
        Span why = new Span(Optional.ofNullable(row.answers().get(action))
                .flatMap(answer -> WhyNot.of(action, answer))
                .map(words::say)
                .orElse(""));
        why.addClassName("hint");
        return why;
    }
}
