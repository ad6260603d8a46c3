package org.stackdeck.ui.requests;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.Duration;
import java.util.List;
import org.stackdeck.requests.Wish;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.grants.Segments;

/** Requests access with a reason and a duration. */
final class RequestDialog extends Dialog {

    private static final List<Duration> TIMES =
            List.of(Duration.ofHours(1), Duration.ofHours(8), Duration.ofDays(1), Duration.ofDays(7), Wish.LONGEST);
    private static final Duration USUAL = Duration.ofHours(8);

    private final Words words;
    private final TextArea reason = new TextArea();
    private final Segments<Duration> time;

    /** Submits the input and returns whether it was sent. */
    interface Asker {
        boolean ask(Duration duration, String reason);
    }

    /** @param subject description of the requested access */
    RequestDialog(Words words, String subject, String hint, Asker asker) {
        this.words = words;
        RequestPhrases phrases = new RequestPhrases(words);
        setHeaderTitle(words.say("requests.ask.title"));
        addClassName("request-access");
        setWidth("480px");
        Paragraph what = new Paragraph(subject);
        what.addClassName("strong");
        reason.setLabel(words.say("requests.reason"));
        reason.setHelperText(hint);
        reason.setMaxLength(Wish.LONGEST_REASON);
        reason.setMinRows(3);
        reason.setWidthFull();
        Span label = new Span(words.say("requests.time"));
        label.addClassName("label");
        time = new Segments<>(words.say("requests.time"), _ -> {});
        TIMES.forEach(each -> time.offer(each, phrases.time(each)));
        time.press(USUAL);
        Span note = new Span(words.say("requests.time.note"));
        note.addClassName("hint");
        Div when = new Div(label, time, note);
        when.addClassName("when-field");
        Div fields = new Div(what, reason, when);
        fields.addClassName("fields");
        add(fields);
        Button send = new Button(words.say("requests.send"), event -> {
            try {
                send(asker);
            } finally {
                event.getSource().setEnabled(true);
            }
        });
        send.addThemeVariants(ButtonVariant.PRIMARY);
        send.setDisableOnClick(true);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), send);
        reason.focus();
    }

    private void send(Asker asker) {
        String typed = reason.getValue().strip();
        String wrong = typed.isEmpty()
                ? "requests.reason.missing"
                : typed.length() > Wish.LONGEST_REASON ? "requests.reason.long" : "";
        reason.setInvalid(!wrong.isEmpty());
        reason.setErrorMessage(wrong.isEmpty() ? "" : words.say(wrong, Wish.LONGEST_REASON));
        if (wrong.isEmpty() && asker.ask(time.pressed().orElse(USUAL), typed)) {
            close();
        }
    }
}
