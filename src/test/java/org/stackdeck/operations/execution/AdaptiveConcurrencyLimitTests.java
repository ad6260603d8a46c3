package org.stackdeck.operations.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.stackdeck.platform.MutableClock;

class AdaptiveConcurrencyLimitTests {

    private static final Duration QUICK = Duration.ofMillis(200);

    private final MutableClock clock = new MutableClock(Instant.EPOCH);
    private final AdaptiveConcurrencyLimit limit = new AdaptiveConcurrencyLimit(8, clock);

    private void respond(int times, Duration took) {
        for (int i = 0; i < times; i++) {
            limit.recordResponse(took);
        }
    }

    @Test
    void limitIsTheMaximumWhileTheServiceResponds() {
        respond(100, QUICK);

        assertThat(limit.permits()).isEqualTo(8);
    }

    @Test
    void overloadHalvesTheLimitDownToOne() {
        for (int expected : new int[] {4, 2, 1, 1}) {
            limit.recordOverload(Duration.ZERO);
            assertThat(limit.permits()).isEqualTo(expected);
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void requestsInFlightAtADecreaseCauseNoFurtherOne() {
        for (int i = 0; i < 8; i++) {
            limit.recordOverload(Duration.ZERO);
            clock.advance(Duration.ofMillis(100));
        }

        assertThat(limit.permits()).isEqualTo(4);
    }

    @Test
    void limitGrowsByOneForAboutEachRoundOfResponses() {
        limit.recordOverload(Duration.ZERO);
        clock.advance(Duration.ofSeconds(1));

        respond(4, QUICK);
        assertThat(limit.permits()).isEqualTo(4);
        respond(1, QUICK);
        assertThat(limit.permits()).isEqualTo(5);
        respond(6, QUICK);
        assertThat(limit.permits()).isEqualTo(6);
        respond(100, QUICK);
        assertThat(limit.permits()).isEqualTo(8);
    }

    @Test
    void limitDoesNotGrowBeforeTheTimeThatTheServiceRequests() {
        limit.recordOverload(Duration.ofSeconds(10));
        clock.advance(Duration.ofMillis(9_999));
        respond(100, QUICK);
        assertThat(limit.permits()).isEqualTo(4);

        clock.advance(Duration.ofMillis(1));
        respond(100, QUICK);
        assertThat(limit.permits()).isEqualTo(8);
    }

    @Test
    void unreasonableRequestedTimeIsLimited() {
        limit.recordOverload(Duration.ofDays(1));
        clock.advance(Duration.ofMinutes(1));

        respond(100, QUICK);

        assertThat(limit.permits()).isEqualTo(8);
    }

    @Test
    void risingLatencyHalvesTheLimit() {
        respond(10, Duration.ofSeconds(1));

        respond(1, Duration.ofMillis(3_500));

        assertThat(limit.permits()).isEqualTo(4);
    }

    @Test
    void variationOfQuickResponsesIsNoOverload() {
        respond(10, QUICK);

        respond(10, Duration.ofSeconds(3));

        assertThat(limit.permits()).isEqualTo(8);
    }

    @Test
    void serviceThatIsAlwaysSlowIsNotOverloaded() {
        respond(100, Duration.ofSeconds(10));

        assertThat(limit.permits()).isEqualTo(8);
    }

    @Test
    void limitIsTheMaximumTwoMinutesAfterTheLastOverload() {
        limit.recordOverload(Duration.ZERO);
        clock.advance(Duration.ofSeconds(119));
        assertThat(limit.permits()).isEqualTo(4);

        clock.advance(Duration.ofSeconds(1));
        assertThat(limit.permits()).isEqualTo(8);
    }

    @Test
    void limitIsTheMaximumAfterTheSystemTimeWasSetBack() {
        limit.recordOverload(Duration.ZERO);

        clock.advance(Duration.ofHours(-1));

        assertThat(limit.permits()).isEqualTo(8);
    }
}
