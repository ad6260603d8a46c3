package org.stackdeck.platform.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NewNodeEventFilterTests {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final NewNodeEventFilter position = new NewNodeEventFilter(10);

    @Test
    void eachEventIsNewOnce() {
        assertThat(position.from()).isEqualTo(11);

        assertThat(position.accept(10, 0)).isFalse();
        assertThat(position.accept(11, 0)).isTrue();
        assertThat(position.accept(11, 0)).isFalse();
        assertThat(position.from()).isEqualTo(12);
    }

    @Test
    void eventCommittedAfterALaterOneIsNew() {
        assertThat(position.accept(13, 0)).isTrue();
        assertThat(position.from()).isEqualTo(11);

        assertThat(position.accept(12, 0)).isTrue();
        assertThat(position.accept(13, 0)).isFalse();
        assertThat(position.accept(12, 0)).isFalse();
        assertThat(position.from()).isEqualTo(11);
    }

    @Test
    void missingEventIsExpectedForAMinute() {
        position.accept(12, 0);

        position.forgetRolledBack(MINUTE);
        assertThat(position.from()).isEqualTo(11);

        position.forgetRolledBack(MINUTE + 1);
        assertThat(position.from()).isEqualTo(13);
    }

    @Test
    void numberOfExpectedEventsIsLimited() {
        position.accept(1_000_000_000, 0);
        position.accept(2_000_000_000, 0);

        position.forgetRolledBack(0);

        assertThat(position.from()).isEqualTo(2_000_000_000 - 1_000);
        assertThat(position.highest()).isEqualTo(2_000_000_000);
    }
}
