package org.stackdeck.inventory.hints;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HintedPollScheduleTests {

    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private final HintedPollSchedule schedule = new HintedPollSchedule();

    private static Instant after(long millis) {
        return START.plusMillis(millis);
    }

    /** Polls and returns the time from which a hint makes the next poll due. */
    private Instant poll(long start, long end) {
        schedule.recordStart(after(start));
        schedule.recordEnd(after(start), after(end));
        schedule.add();
        return schedule.next(Instant.MAX);
    }

    @Test
    void withoutAHintTheRegularPollIsNext() {
        assertThat(schedule.next(after(2000))).isEqualTo(after(2000));
        schedule.add();
        schedule.recordStart(after(0));
        schedule.recordEnd(after(0), after(10));

        assertThat(schedule.next(after(2000))).isEqualTo(after(2000));
    }

    @Test
    void hintAfterARegularPollWaitsOnlyForTheService() {
        assertThat(poll(0, 10)).isEqualTo(after(40));
    }

    @Test
    void pollsAfterHintsAreSpaced() {
        schedule.add();

        assertThat(poll(0, 10)).isEqualTo(after(500));
        assertThat(poll(500, 510)).isEqualTo(after(1000));
    }

    @Test
    void slowListsArePolledLessOften() {
        schedule.add();

        assertThat(poll(0, 5000)).isEqualTo(after(20_000));
    }

    @Test
    void singleSlowListDoesNotExtendThePause() {
        poll(0, 10);

        assertThat(poll(1000, 2000)).isEqualTo(after(2030));
    }

    @Test
    void pauseIsExtendedAfterFourSlowLists() {
        poll(0, 10);
        poll(1000, 2000);
        poll(5000, 6000);
        poll(9000, 10_000);

        assertThat(poll(13_000, 14_000)).isEqualTo(after(17_000));
    }

    @Test
    void hintDuringAPollIsNotCoveredByIt() {
        schedule.add();
        schedule.recordStart(after(0));
        schedule.add();
        schedule.recordEnd(after(0), after(100));

        assertThat(schedule.next(after(2100))).isEqualTo(after(500));
    }

    @Test
    void regularPollIsNeverDelayed() {
        schedule.add();

        assertThat(poll(0, 5000)).isEqualTo(after(20_000));
        assertThat(schedule.next(after(10_000))).isEqualTo(after(10_000));
    }

    @Test
    void pendingHintMakesThePollDueImmediatelyAtFirst() {
        schedule.add();

        assertThat(Duration.between(START, schedule.next(after(2000)))).isNegative();
    }
}
