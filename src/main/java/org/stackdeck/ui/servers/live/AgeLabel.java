package org.stackdeck.ui.servers.live;

import com.vaadin.flow.component.html.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.component.RelativeTime;
import org.stackdeck.ui.i18n.Messages;

/** Shows the age of data. Hidden while the time of the data is unknown. */
public final class AgeLabel extends Span {

    private final RelativeTime age;

    /** @param min age below which the label is empty */
    public AgeLabel(Messages messages, Clock clock, Duration min) {
        age = RelativeTime.ago(clock).withMinAge(min);
        add(new Span(messages.text("age.label") + " "), age);
        addClassNames("faint", "age-label");
        setVisible(false);
    }

    public void update(@Nullable Instant confirmedAt) {
        setVisible(confirmedAt != null);
        age.setTime(confirmedAt);
    }
}
