package org.stackdeck.ui.component;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.dom.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Text such as "5 minutes ago" or "in 5 minutes", which the browser updates (time.js). Sends a duration instead of the
 * time, because the clock of the browser may be wrong.
 */
public final class RelativeTime extends Component {

    private final Clock clock;
    private final boolean past;
    private @Nullable Instant time;

    private RelativeTime(Clock clock, boolean past) {
        super(new Element(past ? "sd-ago" : "sd-in"));
        this.clock = clock;
        this.past = past;
    }

    /** Creates a text that is empty until a time is set. */
    public static RelativeTime ago(Clock clock) {
        return new RelativeTime(clock, true);
    }

    public static RelativeTime ago(Clock clock, Instant time) {
        RelativeTime ago = ago(clock);
        ago.setTime(time);
        return ago;
    }

    public static RelativeTime in(Clock clock, Instant time) {
        RelativeTime in = new RelativeTime(clock, false);
        in.setTime(time);
        return in;
    }

    /** Sets the age below which the text is empty. */
    public RelativeTime withMinAge(Duration min) {
        getElement().setAttribute("min", String.valueOf(min.toMillis()));
        return this;
    }

    /** Sets the time; null makes the text empty. */
    public void setTime(@Nullable Instant newest) {
        if (!Objects.equals(newest, time)) {
            time = newest;
            updateAttributes();
        }
    }

    /** Computes the duration again, because the browser creates a new element from the attributes. */
    @Override
    protected void onAttach(AttachEvent event) {
        updateAttributes();
    }

    private void updateAttributes() {
        Element element = getElement();
        Instant shown = time;
        if (shown == null) {
            element.removeAttribute("of");
            element.removeAttribute("age");
            return;
        }
        long age = Duration.between(shown, clock.instant()).toMillis();
        if (past) {
            // Changes with the time, so that the browser restarts an equal age.
            element.setAttribute("of", shown.toString());
            element.setAttribute("age", String.valueOf(age));
        } else {
            element.setAttribute("ms", String.valueOf(-age));
        }
    }
}
