package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.Duration;
import java.util.List;
import java.util.function.BiPredicate;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.platform.InvisibleCharacters;
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

    /**
     * @param subject description of the requested access
     * @param submit submits the duration and the reason, and returns whether they were accepted
     */
    RequestAccessDialog(Messages messages, String subject, String hint, BiPredicate<Duration, String> submit) {
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
        addFields(StyledElements.paragraph("strong", subject), reason, when);
        addButtons("requests.send", () -> submit(submit));
        reason.focus();
    }

    private void submit(BiPredicate<Duration, String> submit) {
        String typed = InvisibleCharacters.remove(reason.getValue());
        String error = typed.isEmpty() ? "requests.reason.missing" : "requests.reason.long";
        boolean valid = !typed.isEmpty() && typed.length() <= RequestedAccess.MAX_REASON_LENGTH;
        if (check(reason, valid, error, RequestedAccess.MAX_REASON_LENGTH)
                && submit.test(time.selected().orElse(DEFAULT_DURATION), typed)) {
            close();
        }
    }
}
