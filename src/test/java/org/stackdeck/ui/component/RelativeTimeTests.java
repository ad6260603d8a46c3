package org.stackdeck.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.stackdeck.platform.MutableClock;

class RelativeTimeTests {

    private static final Instant NOW = Instant.parse("2026-03-08T12:00:00Z");

    private final MutableClock clock = new MutableClock(NOW);
    private final UI ui = new UI();

    /** The browser creates a new element and counts from the age in its attribute. */
    @Test
    void ageIsComputedAgainWhenTheElementIsAttachedAgain() {
        RelativeTime ago = RelativeTime.ago(clock, NOW.minusMillis(5));
        ui.add(ago);
        assertThat(ago.getElement().getAttribute("age")).isEqualTo("5");

        ui.remove(ago);
        clock.advance(Duration.ofHours(3));
        ui.add(ago);

        assertThat(ago.getElement().getAttribute("age"))
                .isEqualTo(String.valueOf(Duration.ofHours(3).toMillis() + 5));
    }

    @Test
    void ageOfAnUnchangedTimeIsNotSentAgain() {
        RelativeTime ago = RelativeTime.ago(clock, NOW);
        ui.add(ago);

        clock.advance(Duration.ofSeconds(5));
        ago.setTime(NOW);
        assertThat(ago.getElement().getAttribute("age")).isEqualTo("0");

        ago.setTime(NOW.plusSeconds(1));
        assertThat(ago.getElement().getAttribute("age")).isEqualTo("4000");
        assertThat(ago.getElement().getAttribute("of"))
                .isEqualTo(NOW.plusSeconds(1).toString());
    }

    @Test
    void timeLeftIsPositive() {
        assertThat(RelativeTime.in(clock, NOW.plusSeconds(2)).getElement().getAttribute("ms"))
                .isEqualTo("2000");
    }
}
