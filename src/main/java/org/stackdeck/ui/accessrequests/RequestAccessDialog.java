package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.Duration;
import java.util.List;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.i18n.Messages;

/** Requests access with a reason and a duration. */
final class RequestAccessDialog extends Dialog {

    private static final List<Duration> DURATIONS = List.of(
            Duration.ofHours(1),
            Duration.ofHours(8),
            Duration.ofDays(1),
            Duration.ofDays(7),
            RequestedAccess.MAX_DURATION);
    private static final Duration DEFAULT_DURATION = Duration.ofHours(8);

    private final Messages messages;
    private final TextArea reason = new TextArea();
    private final ToggleGroup<Duration> time;

    /** Submits the input and returns whether it was sent. */
    interface SubmitHandler {
        boolean submit(Duration duration, String reason);
    }

    /** @param subject description of the requested access */
    RequestAccessDialog(Messages messages, String subject, String hint, SubmitHandler submitHandler) {
        this.messages = messages;
        AccessRequestMessages accessRequestMessages = new AccessRequestMessages(messages);
        setHeaderTitle(messages.text("requests.ask.title"));
        addClassName("request-access");
        setWidth("480px");
        Paragraph what = new Paragraph(subject);
        what.addClassName("strong");
        reason.setLabel(messages.text("requests.reason"));
        reason.setHelperText(hint);
        reason.setMaxLength(RequestedAccess.MAX_REASON_LENGTH);
        reason.setMinRows(3);
        reason.setWidthFull();
        Span label = new Span(messages.text("requests.time"));
        label.addClassName("label");
        time = new ToggleGroup<>(messages.text("requests.time"), _ -> {});
        DURATIONS.forEach(each -> time.addOption(each, accessRequestMessages.time(each)));
        time.select(DEFAULT_DURATION);
        Span note = new Span(messages.text("requests.time.note"));
        note.addClassName("hint");
        Div when = new Div(label, time, note);
        when.addClassName("when-field");
        Div fields = new Div(what, reason, when);
        fields.addClassName("fields");
        add(fields);
        Button send = new Button(messages.text("requests.send"), event -> {
            try {
                submit(submitHandler);
            } finally {
                event.getSource().setEnabled(true);
            }
        });
        send.addThemeVariants(ButtonVariant.PRIMARY);
        send.setDisableOnClick(true);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), send);
        reason.focus();
    }

    private void submit(SubmitHandler submitHandler) {
        String typed = reason.getValue().strip();
        String wrong = typed.isEmpty()
                ? "requests.reason.missing"
                : typed.length() > RequestedAccess.MAX_REASON_LENGTH ? "requests.reason.long" : "";
        reason.setInvalid(!wrong.isEmpty());
        reason.setErrorMessage(wrong.isEmpty() ? "" : messages.text(wrong, RequestedAccess.MAX_REASON_LENGTH));
        if (wrong.isEmpty() && submitHandler.submit(time.selected().orElse(DEFAULT_DURATION), typed)) {
            close();
        }
    }
}
