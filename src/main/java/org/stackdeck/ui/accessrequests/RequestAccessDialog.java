package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.stackdeck.access.Permission;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.platform.InvisibleCharacters;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Requests access with a reason and a duration. */
final class RequestAccessDialog extends FormDialog {

    private static final List<Duration> DURATIONS = List.of(
            Duration.ofHours(1),
            Duration.ofHours(8),
            Duration.ofDays(1),
            Duration.ofDays(7),
            RequestedAccess.MAX_DURATION);
    private static final Duration DEFAULT_DURATION = Duration.ofHours(8);

    private final TextArea reason = new TextArea();
    private final ToggleGroup<Duration> time;
    private final CheckboxGroup<Permission> permissions = new CheckboxGroup<>();
    private boolean submitting;

    /** Receives the input. */
    interface Submission {

        /**
         * @param permissions the selected permissions; empty if the dialog offers none
         * @param done receives under the session lock whether the request was accepted
         */
        void submit(Set<Permission> permissions, Duration duration, String reason, Consumer<Boolean> done);
    }

    /**
     * @param subject description of the requested access
     * @param offered permissions among which the user selects at least one; empty for none
     */
    RequestAccessDialog(
            Messages messages, String subject, String hint, List<Permission> offered, Submission submission) {
        super(messages, messages.text("requests.ask.title"), "480px");
        AccessRequestMessages accessRequestMessages = new AccessRequestMessages(messages);
        addClassName("request-access");
        reason.setLabel(messages.text("requests.reason"));
        reason.setHelperText(hint);
        reason.setMaxLength(RequestedAccess.MAX_REASON_LENGTH);
        reason.setMinRows(3);
        reason.setWidthFull();
        time = new ToggleGroup<>(messages.text("requests.time"), _ -> {});
        DURATIONS.forEach(each -> time.addOption(each, accessRequestMessages.time(each)));
        time.select(DEFAULT_DURATION);
        Span note = StyledElements.span("hint", messages.text("requests.time.note"));
        Div when = StyledElements.div(
                "when-field", StyledElements.span("label", messages.text("requests.time")), time, note);
        permissions.setLabel(messages.text("requests.permissions"));
        permissions.setItems(offered);
        permissions.setItemLabelGenerator(permission -> messages.text(GrantFormatter.label(permission)));
        permissions.setVisible(!offered.isEmpty());
        if (offered.size() == 1) {
            permissions.setValue(Set.copyOf(offered));
        }
        addFields(StyledElements.paragraph("strong", subject), permissions, reason, when);
        addButtons("requests.send", () -> submit(submission));
        reason.focus();
    }

    private void submit(Submission submission) {
        String typed = InvisibleCharacters.remove(reason.getValue());
        String error = typed.isEmpty() ? "requests.reason.missing" : "requests.reason.long";
        boolean valid = !typed.isEmpty() && typed.length() <= RequestedAccess.MAX_REASON_LENGTH;
        boolean chosen =
                check(permissions, !permissions.isVisible() || !permissions.isEmpty(), "roles.missing.permissions");
        if (check(reason, valid, error, RequestedAccess.MAX_REASON_LENGTH) && chosen && !submitting) {
            submitting = true;
            submission.submit(
                    permissions.getValue(), time.selected().orElse(DEFAULT_DURATION), typed, this::handleResult);
        }
    }

    private void handleResult(boolean accepted) {
        submitting = false;
        if (accepted) {
            close();
        }
    }
}
