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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofField;
import org.stackdeck.ui.proof.ProofPrompt;

/**
 * Lists the servers that a bulk action affects and the reasons why it skips the others, then shows the progress for
 * each server. Closing the dialog does not stop the action.
 */
final class BulkDialog extends Dialog {

    private final Words words;
    private final ProofPrompt prompt;
    private final BiConsumer<BulkDialog, List<ServerRow>> act;
    private final List<ServerRow> able;
    private final Div box = new Div();
    private final Button cancel;
    private final Button confirm;
    private final Span summary = new Span();
    private final Map<ServerKey, Span> states = new HashMap<>();
    private @Nullable ProofField proof;

    /** @param act submits the action without blocking */
    BulkDialog(
            List<ServerRow> picked,
            ServerAction action,
            Words words,
            ProofPrompt prompt,
            BiConsumer<BulkDialog, List<ServerRow>> act) {
        this.words = words;
        this.prompt = prompt;
        this.act = act;
        this.able = picked.stream().filter(row -> row.can(action)).toList();
        List<ServerRow> others = picked.stream().filter(row -> !row.can(action)).toList();
        String asked = words.say("servers.bulk.ask", words.say("servers.action." + action.word()), able.size());
        setHeaderTitle(asked);
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
            box.add(new Paragraph(words.say("servers.bulk.left-out", able.size(), picked.size())), left);
        }
        confirm = new Button(asked, event -> {
            if (proof == null || proof.prove()) {
                act.accept(this, able);
            } else {
                event.getSource().setEnabled(true);
            }
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.setDisableOnClick(true);
        if (action.destroys()) {
            confirm.addThemeVariants(ButtonVariant.ERROR);
            confirm.setEnabled(false);
            box.add(typed());
        }
        add(box);
        cancel = new Button(words.say("app.cancel"), _ -> close());
        getFooter().add(cancel, confirm);
    }

    /** Requires the number of servers: users do not type all names, and the number reveals a wrong selection. */
    private TextField typed() {
        String number = String.valueOf(able.size());
        TextField typed = new TextField(words.say("servers.bulk.type", number));
        typed.setWidthFull();
        typed.setAutocomplete(Autocomplete.OFF);
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        typed.addValueChangeListener(
                event -> confirm.setEnabled(event.getValue().strip().equals(number)));
        return typed;
    }

    /** Requires re-authentication and keeps the user's input. */
    void prove(StepUpRequiredException asked) {
        if (proof != null) {
            box.remove(proof);
        }
        proof = prompt.field(words, asked);
        proof.onProved(() -> act.accept(this, able));
        box.add(proof);
        proof.focus();
        confirm.setEnabled(true);
    }

    /** Joins the names of the given servers with a text for each. */
    String named(List<ServerKey> servers, Function<ServerKey, String> what) {
        return able.stream()
                .filter(row -> servers.contains(row.key()))
                .map(row -> ServerHead.called(row) + ": " + what.apply(row.key()))
                .collect(Collectors.joining("; "));
    }

    /** Shows the progress once the first operation was submitted. */
    void show(BulkProgress progress) {
        if (states.isEmpty()) {
            showServers();
        }
        summary.setText(words.say("servers.bulk.progress", progress.done(), progress.all(), progress.failed()));
        states.forEach((server, state) -> {
            String now = words.say(progress.say(server));
            if (!now.equals(state.getText())) {
                state.setText(now);
                state.setClassName("state " + progress.tone(server));
            }
        });
    }

    private void showServers() {
        box.removeAll();
        summary.getElement().setAttribute("role", "status");
        UnorderedList list = new UnorderedList();
        list.addClassName("bulk-list");
        for (ServerRow row : able) {
            Span state = new Span();
            states.put(row.key(), state);
            list.add(new ListItem(named(row), state));
        }
        box.add(summary, list, new Paragraph(words.say("servers.bulk.goes-on")));
        confirm.setVisible(false);
        cancel.setText(words.say("app.close"));
        cancel.focus();
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
