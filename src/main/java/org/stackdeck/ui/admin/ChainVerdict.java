package org.stackdeck.ui.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.Command;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.audit.ChainReport;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.TrailReading;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;

/**
 * Verifies the hash chain of the audit trail on request, without the session lock, and shows the result. A broken chain
 * stays visible.
 */
final class ChainVerdict extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(ChainVerdict.class);

    private final transient TrailReading reading;
    private final transient CurrentUser currentUser;
    private final Words words;
    private final NativeButton button;

    ChainVerdict(TrailReading reading, CurrentUser currentUser, Words words) {
        this.reading = reading;
        this.currentUser = currentUser;
        this.words = words;
        this.button = Buttons.bordered(words.say("admin.audit.verify"));
        addClassName("banners");
        button.addClickListener(_ -> verify());
    }

    /** The button that starts the verification. */
    NativeButton button() {
        return button;
    }

    private void verify() {
        UI ui = UI.getCurrentOrThrow();
        Caller caller = currentUser.caller();
        button.setEnabled(false);
        Thread.ofVirtual().name("audit-verification").start(() -> tell(ui, verdict(caller)));
    }

    private Command verdict(Caller caller) {
        try {
            ChainReport report = reading.verify(caller);
            return () -> show(report);
        } catch (RuntimeException e) {
            LOG.warn("Could not verify the audit trail", e);
            return () ->
                    Toasts.problem(words.say("admin.audit.verify.failed"), words.say("admin.audit.verify.failed.how"));
        }
    }

    private void tell(UI ui, Command verdict) {
        try {
            Future<Void> _ = ui.access(() -> {
                button.setEnabled(true);
                verdict.execute();
            });
        } catch (UIDetachedException closed) {
            // The page was closed.
        }
    }

    private void show(ChainReport report) {
        removeAll();
        ChainReport.@Nullable Place broken = report.broken();
        if (broken == null) {
            Toasts.done(words.say("admin.audit.verify.whole", report.entries()), expired(report));
            if (report.unwitnessedUpTo() > 0) {
                show(
                        "status",
                        new Span(
                                words.say("admin.audit.verify.unwitnessed", String.valueOf(report.unwitnessedUpTo()))));
            }
            return;
        }
        Span where = new Span(words.say("admin.audit.verify.broken", String.valueOf(broken.sequence())));
        where.addClassName("strong");
        show(
                "alert",
                where,
                new Span(words.say("admin.audit.verify." + broken.fault())),
                new Span(words.say("admin.audit.verify.before", report.entries())),
                new Span(expired(report)));
    }

    private void show(String role, Span... said) {
        Div banner = new Div(new Icon("warn"));
        banner.add(said);
        banner.addClassName("banner");
        banner.getElement().setAttribute("role", role);
        add(banner);
    }

    private String expired(ChainReport report) {
        ChainReport.@Nullable Expired expired = report.expired();
        return expired == null
                ? ""
                : words.say("admin.audit.verify.expired", String.valueOf(expired.upTo()), expired.newest());
    }
}
