package org.stackdeck.ui.servers.bulk;

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
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationField;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.servers.actions.UnavailabilityReasons;
import org.stackdeck.ui.servers.detail.ServerDetailHeader;
import org.stackdeck.ui.servers.grid.ServerRow;

/**
 * Dialog that lists the servers that a bulk action affects and the reasons why it skips the others, and then shows the
 * progress for each server. Closing the dialog does not stop the action.
 */
public final class BulkActionDialog extends Dialog {

    /** Maximum number of skipped servers that are listed with the reason. */
    private static final int MAX_LISTED = 100;

    private final Messages messages;
    private final ReauthenticationHandler handler;
    private final BiConsumer<BulkActionDialog, List<ServerRow>> act;
    private final List<ServerRow> eligible;
    private final Div box = new Div();
    private final Button cancel;
    private final Button confirm;
    private final Span summary = new Span();
    private final Map<ServerKey, Span> states = new HashMap<>();
    private @Nullable ReauthenticationField proof;

    /** @param act submits the action without blocking */
    BulkActionDialog(
            List<ServerRow> picked,
            ServerAction action,
            Messages messages,
            ReauthenticationHandler handler,
            BiConsumer<BulkActionDialog, List<ServerRow>> act) {
        this.messages = messages;
        this.handler = handler;
        this.act = act;
        this.eligible = picked.stream().filter(row -> row.isAvailable(action)).toList();
        List<ServerRow> others =
                picked.stream().filter(row -> !row.isAvailable(action)).toList();
        String asked =
                messages.text("servers.bulk.ask", messages.text("servers.action." + action.code()), eligible.size());
        setHeaderTitle(asked);
        addClassName("bulk-dialog");
        setWidth("520px");
        box.addClassName("order-form");
        if (action.isDestructive()) {
            box.add(new Paragraph(messages.text("servers.bulk.destroys")));
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("bulk-list");
        eligible.forEach(row -> list.add(new ListItem(nameLabel(row))));
        box.add(list);
        if (!others.isEmpty()) {
            UnorderedList left = new UnorderedList();
            left.addClassName("bulk-list");
            others.stream()
                    .limit(MAX_LISTED)
                    .forEach(row -> left.add(new ListItem(nameLabel(row), reasonLabel(row, action))));
            if (others.size() > MAX_LISTED) {
                left.add(new ListItem(messages.text("servers.bulk.left-out.more", others.size() - MAX_LISTED)));
            }
            box.add(new Paragraph(messages.text("servers.bulk.left-out", eligible.size(), picked.size())), left);
        }
        confirm = new Button(asked, event -> {
            if (proof == null || proof.verify()) {
                act.accept(this, eligible);
            } else {
                event.getSource().setEnabled(true);
            }
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.setDisableOnClick(true);
        if (action.isDestructive()) {
            confirm.addThemeVariants(ButtonVariant.ERROR);
            confirm.setEnabled(false);
            box.add(confirmationField());
        }
        add(box);
        cancel = new Button(messages.text("app.cancel"), _ -> close());
        getFooter().add(cancel, confirm);
    }

    /**
     * Creates a field that requires the number of servers, because users would not type all names and the number
     * reveals a wrong selection.
     */
    private TextField confirmationField() {
        String number = String.valueOf(eligible.size());
        TextField typed = new TextField(messages.text("servers.bulk.type", number));
        typed.setWidthFull();
        typed.setAutocomplete(Autocomplete.OFF);
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        typed.addValueChangeListener(
                event -> confirm.setEnabled(event.getValue().strip().equals(number)));
        return typed;
    }

    /** Requests re-authentication in the dialog and keeps the user's input. */
    void requestReauthentication(StepUpRequiredException stepUpRequiredException) {
        if (proof != null) {
            box.remove(proof);
        }
        proof = handler.createField(messages, stepUpRequiredException);
        proof.onVerified(() -> act.accept(this, eligible));
        box.add(proof);
        proof.focus();
        confirm.setEnabled(true);
    }

    /** Returns the names of the given servers, each followed by a text. */
    String describeServers(List<ServerKey> servers, Function<ServerKey, String> what) {
        return eligible.stream()
                .filter(row -> servers.contains(row.key()))
                .map(row -> ServerDetailHeader.displayName(row) + ": " + what.apply(row.key()))
                .collect(Collectors.joining("; "));
    }

    /** Shows the progress in place of the form. The user can then no longer submit the action. */
    void update(BulkActionProgress progress) {
        if (states.isEmpty()) {
            showServers();
        }
        summary.setText(messages.text(
                "servers.bulk.progress", progress.succeededCount(), progress.total(), progress.failedCount()));
        states.forEach((server, state) -> {
            String now = messages.text(progress.message(server));
            if (!now.equals(state.getText())) {
                state.setText(now);
                state.setClassName("state " + progress.stateClass(server));
            }
        });
    }

    private void showServers() {
        box.removeAll();
        summary.getElement().setAttribute("role", "status");
        UnorderedList list = new UnorderedList();
        list.addClassName("bulk-list");
        for (ServerRow row : eligible) {
            Span state = new Span();
            states.put(row.key(), state);
            list.add(new ListItem(nameLabel(row), state));
        }
        box.add(summary, list, new Paragraph(messages.text("servers.bulk.goes-on")));
        confirm.setVisible(false);
        cancel.setText(messages.text("app.close"));
        cancel.focus();
    }

    private static Span nameLabel(ServerRow row) {
        Span name = new Span(ServerDetailHeader.displayName(row));
        name.addClassName("strong");
        return name;
    }

    private Span reasonLabel(ServerRow row, ServerAction action) {
        Span why = new Span(Optional.ofNullable(row.availability().get(action))
                .flatMap(actionAvailability -> UnavailabilityReasons.reason(action, actionAvailability))
                .map(messages::text)
                .orElse(""));
        why.addClassName("hint");
        return why;
    }
}
