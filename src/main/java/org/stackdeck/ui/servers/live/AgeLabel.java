package org.stackdeck.ui.servers.live;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.i18n.Messages;

/** Shows the age of data. Hidden while the time of the data is unknown. */
public final class AgeLabel extends Span {

    private final Element age = new Element("sd-ago");
    private final Clock clock;

    /** @param min age below which the label is empty */
    public AgeLabel(Messages messages, Clock clock, Duration min) {
        this.clock = clock;
        add(new Span(messages.text("age.label") + " "));
        age.setAttribute("min", String.valueOf(min.toMillis()));
        getElement().appendChild(age);
        addClassNames("faint", "age-label");
        setVisible(false);
    }

    /** Computes the age on the server, because the clock of the browser may be wrong. */
    public void update(@Nullable Instant confirmedAt) {
        setVisible(confirmedAt != null);
        if (confirmedAt != null && !confirmedAt.toString().equals(age.getAttribute("of"))) {
            age.setAttribute("of", confirmedAt.toString());
            age.setAttribute(
                    "age",
                    String.valueOf(Math.max(
                            0, Duration.between(confirmedAt, clock.instant()).toMillis())));
        }
    }
}
