package org.stackdeck.ui.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.stream.Stream;
import org.stackdeck.audit.AuditRetention;
import org.stackdeck.audit.Retention;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.TrailRetention;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Retention of the audit trail. A value that deletes entries requires confirmation. */
final class RetentionSection extends Div {

    private static final int YEAR = 365;
    private static final List<Retention> CHOICES = Stream.concat(
                    Stream.of(Retention.FOR_EVER),
                    Stream.of(Retention.LEAST, 90, 180, YEAR, 2 * YEAR, 5 * YEAR, Retention.MOST)
                            .map(Retention::new))
            .toList();

    private final transient TrailRetention retention;
    private final transient ProofPrompt prompt;
    private final transient CurrentUser currentUser;
    private final Words words;
    private final Select<Retention> kept = new Select<>();
    private final Paragraph next = new Paragraph();

    RetentionSection(TrailRetention retention, ProofPrompt prompt, CurrentUser currentUser, Words words) {
        this.retention = retention;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.words = words;
        addClassNames("section", "wide");
        Paragraph note = new Paragraph(words.say("admin.settings.retention.note"));
        note.addClassName("muted");
        next.addClassName("muted");
        kept.setLabel(words.say("admin.settings.retention.kept"));
        kept.setItemLabelGenerator(this::word);
        kept.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                choose(event.getValue());
            }
        });
        add(new H2(words.say("admin.settings.retention")), note, kept, next);
        show();
    }

    private void choose(Retention wish) {
        AuditRetention.Due due = retention.due(currentUser.caller(), wish);
        // Restore the saved value until the change is confirmed, which may require a dialog or re-authentication.
        show();
        if (due.entries() == 0) {
            keep(wish);
        } else {
            new ConfirmRetention(words, word(wish), due, () -> keep(wish)).open();
        }
    }

    private void keep(Retention wish) {
        prompt.during(words, () -> {
            retention.keep(currentUser.caller(), wish);
            show();
            Toasts.done(words.say("admin.settings.saved"));
        });
    }

    private void show() {
        Caller caller = currentUser.caller();
        Retention present = retention.present(caller);
        kept.setItems(
                Stream.concat(CHOICES.stream(), Stream.of(present)).distinct().toList());
        kept.setValue(present);
        AuditRetention.Due due = retention.due(caller, present);
        next.setVisible(due.entries() > 0);
        next.setText(words.say("admin.settings.retention.next", due.entries(), due.at()));
    }

    private String word(Retention wish) {
        Integer days = wish.days();
        if (days == null) {
            return words.say("admin.settings.retention.for-ever");
        }
        return days % YEAR == 0
                ? words.say("admin.settings.retention.years", days / YEAR)
                : words.say("admin.settings.retention.days", days);
    }
}
