package org.stackdeck.ui.projects;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.stackdeck.ui.i18n.Messages;

/** Shows the age of quotas. Hidden until quotas have been loaded. */
public final class QuotaAgeLabel extends Span {

    private final Element age = new Element("sd-ago");
    private final Clock clock;

    public QuotaAgeLabel(Messages messages, Clock clock) {
        this.clock = clock;
        add(new Span(messages.text("quota.read") + " "));
        getElement().appendChild(age);
        addClassName("faint");
        setVisible(false);
    }

    /** Computes the age on the server, because the clock of the browser may be wrong. */
    public void update(ProjectQuotaUsage usage) {
        usage.readAt().ifPresent(this::show);
        setVisible(usage.readAt().isPresent());
    }

    private void show(Instant at) {
        if (!at.toString().equals(age.getAttribute("of"))) {
            age.setAttribute("of", at.toString());
            age.setAttribute(
                    "age",
                    String.valueOf(
                            Math.max(0, Duration.between(at, clock.instant()).toMillis())));
        }
    }
}
