package org.stackdeck.ui.bulk;

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
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.reauthentication.ReauthenticationField;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/**
 * Dialog that lists the targets of a bulk action, and skipped targets with the reason. After confirmation, it shows the
 * progress of each target. Closing the dialog does not stop the action.
 */
public final class BulkActionDialog extends Dialog {

    /** Maximum number of skipped targets that are listed with the reason. */
    private static final int MAX_LISTED = 100;

    private final Messages messages;
    private final ReauthenticationHandler handler;
    private final BiConsumer<BulkActionDialog, List<BulkTarget>> act;
    private final List<BulkTarget> eligible;
    private final Div box = StyledElements.div("order-form");
    private final Button cancel;
    private final Button confirm;
    private final Span summary = new Span();
    private final Map<ActionTarget, Span> states = new HashMap<>();
    private @Nullable ReauthenticationField reauthenticationField;

    /** @param act submits the action without blocking */
    BulkActionDialog(
            List<BulkTarget> selected,
            CloudAction action,
            List<String> consequences,
            Messages messages,
            ReauthenticationHandler handler,
            BiConsumer<BulkActionDialog, List<BulkTarget>> act) {
        this.messages = messages;
        this.handler = handler;
        this.act = act;
        this.eligible = selected.stream().filter(BulkTarget::isAvailable).toList();
        List<BulkTarget> others =
                selected.stream().filter(row -> !row.isAvailable()).toList();
        String title = messages.text(
                BulkActionMessageKeys.key(action, "ask"),
                messages.text(OperationLabels.action(action)),
                eligible.size());
        setHeaderTitle(title);
        addClassName("bulk-dialog");
        setWidth("520px");
        if (action.isDestructive()) {
            box.add(new Paragraph(messages.text(BulkActionMessageKeys.key(action, "destroys"))));
        }
        consequences.forEach(consequence -> box.add(new Paragraph(consequence)));
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
            box.add(new Paragraph(messages.text("servers.bulk.left-out", eligible.size(), selected.size())), left);
        }
        confirm = new Button(title, event -> {
            boolean submitted = false;
            try {
                submitted = submit();
            } finally {
                if (!submitted) {
                    event.getSource().setEnabled(true);
                }
            }
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.setDisableOnClick(true);
        if (action.isDestructive()) {
            confirm.addThemeVariants(ButtonVariant.ERROR);
            confirm.setEnabled(false);
            box.add(confirmationField(BulkActionMessageKeys.key(action, "type")));
        }
        add(box);
        cancel = new Button(messages.text("app.cancel"), _ -> close());
        getFooter().add(cancel, confirm);
    }

    private boolean submit() {
        if (reauthenticationField != null) {
            if (!reauthenticationField.verify()) {
                return false;
            }
            removeReauthenticationField();
        }
        act.accept(this, eligible);
        return true;
    }

    /** Removes the field after re-authentication, because a code cannot be verified a second time. */
    private void removeReauthenticationField() {
        if (reauthenticationField != null) {
            box.remove(reauthenticationField);
            reauthenticationField = null;
        }
    }

    /**
     * Creates a field in which the user must enter the number of targets. Entering all names would take too long, and
     * the number reveals a wrong selection.
     */
    private TextField confirmationField(String labelKey) {
        String number = String.valueOf(eligible.size());
        TextField typed = new TextField(messages.text(labelKey, number));
        typed.setWidthFull();
        typed.setAutocomplete(Autocomplete.OFF);
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        typed.addValueChangeListener(
                event -> confirm.setEnabled(event.getValue().strip().equals(number)));
        return typed;
    }

    /** Requests re-authentication in the dialog and keeps the user's input. */
    void requestReauthentication(StepUpRequiredException stepUpRequiredException) {
        removeReauthenticationField();
        reauthenticationField = handler.createField(messages, stepUpRequiredException);
        reauthenticationField.onVerified(() -> {
            removeReauthenticationField();
            act.accept(this, eligible);
        });
        box.add(reauthenticationField);
        reauthenticationField.focus();
        confirm.setEnabled(true);
    }

    /** Returns the names of the given targets, each followed by the text that the function returns. */
    String describe(List<ActionTarget> targets, Function<ActionTarget, String> text) {
        return eligible.stream()
                .filter(row -> targets.contains(row.key()))
                .map(row -> row.name() + ": " + text.apply(row.key()))
                .collect(Collectors.joining("; "));
    }

    /** Replaces the form with the progress. The user can no longer submit the action. */
    void update(BulkActionProgressModel progress) {
        if (states.isEmpty()) {
            showTargets();
        }
        summary.setText(messages.text(
                "servers.bulk.progress", progress.succeededCount(), progress.total(), progress.failedCount()));
        states.forEach((target, state) -> {
            String now = messages.text(progress.message(target));
            if (!now.equals(state.getText())) {
                state.setText(now);
                state.setClassName("state " + progress.stateClass(target));
            }
        });
    }

    private void showTargets() {
        box.removeAll();
        summary.getElement().setAttribute("role", "status");
        UnorderedList list = new UnorderedList();
        list.addClassName("bulk-list");
        for (BulkTarget row : eligible) {
            Span state = new Span();
            states.put(row.key(), state);
            list.add(new ListItem(nameLabel(row), state));
        }
        box.add(summary, list, new Paragraph(messages.text("servers.bulk.goes-on")));
        confirm.setVisible(false);
        cancel.setText(messages.text("app.close"));
        cancel.focus();
    }

    private static Span nameLabel(BulkTarget row) {
        return StyledElements.span("strong", row.name());
    }

    private Span reasonLabel(BulkTarget row, CloudAction action) {
        return StyledElements.span("hint", UnavailabilityReasons.text(action, row.availability(), messages));
    }
}
