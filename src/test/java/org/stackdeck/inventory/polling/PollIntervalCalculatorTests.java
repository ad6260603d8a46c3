package org.stackdeck.inventory.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollIntervalCalculatorTests {

    private final PollIntervalCalculator calculator =
            new PollIntervalCalculator(TestInventoryProperties.DEFAULTS, () -> 0.5);

    @Test
    void fullListsTakeAQuarterOfTheRateLimit() {
        assertThat(quickListInterval(1, 1)).isEqualTo(Duration.ofMillis(1500));
        assertThat(quickListInterval(1, 10)).isEqualTo(Duration.ofSeconds(10));
        assertThat(quickListInterval(3, 10)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void longListsAreRepeatedWithinAMinute() {
        assertThat(quickListInterval(1, 500)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void earlyListsLeaveHalfOfTheRateLimit() {
        Duration took = Duration.ofMillis(100);
        assertThat(calculator.earlyListInterval(1, 1, took)).isEqualTo(Duration.ofMillis(500));
        assertThat(calculator.earlyListInterval(1, 10, took)).isEqualTo(Duration.ofSeconds(5));
        assertThat(calculator.earlyListInterval(2, 10, took)).isEqualTo(Duration.ofSeconds(10));
        assertThat(calculator.earlyListInterval(1, 1, Duration.ofMillis(900))).isEqualTo(Duration.ofMillis(1800));
    }

    private Duration quickListInterval(int scopes, int requests) {
        Duration took = Duration.ofMillis(100);
        return calculator.quickListInterval(scopes, requests, took, took);
    }
}
