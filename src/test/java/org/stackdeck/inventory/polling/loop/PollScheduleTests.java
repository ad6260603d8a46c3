package org.stackdeck.inventory.polling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PollScheduleTests {

    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private final PollSchedule schedule = new PollSchedule();

    private static Instant after(long millis) {
        return START.plusMillis(millis);
    }

    /** Records a poll, and returns the time at which a hint makes the next poll due. */
    private Instant poll(long start, long end) {
        schedule.recordStart(after(start));
        schedule.recordEnd(after(start), after(end), false);
        schedule.pauseUntil(Instant.MAX);
        schedule.hint();
        return schedule.next();
    }

    @Test
    void withoutAHintThePauseDeterminesTheNextPoll() {
        schedule.pauseUntil(after(2000));
        assertThat(schedule.next()).isEqualTo(after(2000));
        schedule.hint();
        schedule.recordStart(after(0));
        schedule.recordEnd(after(0), after(10), false);

        assertThat(schedule.next()).isEqualTo(after(2000));
    }

    @Test
    void hintAfterARegularPollWaitsOnlyForTheService() {
        assertThat(poll(0, 10)).isEqualTo(after(40));
    }

    @Test
    void pollsAfterHintsAreSpaced() {
        schedule.hint();

        assertThat(poll(0, 10)).isEqualTo(after(500));
        assertThat(poll(500, 510)).isEqualTo(after(1000));
    }

    @Test
    void slowListsArePolledLessOften() {
        schedule.hint();

        assertThat(poll(0, 5000)).isEqualTo(after(20_000));
    }

    @Test
    void quickFailureDoesNotShortenThePause() {
        poll(0, 5000);
        schedule.recordStart(after(20_000));
        schedule.recordEnd(after(20_000), after(20_001), true);

        assertThat(poll(30_000, 35_000)).isEqualTo(after(50_000));
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
        schedule.hint();
        schedule.recordStart(after(0));
        schedule.hint();
        schedule.recordEnd(after(0), after(100), false);
        schedule.pauseUntil(after(2100));

        assertThat(schedule.next()).isEqualTo(after(500));
    }

    @Test
    void hintDoesNotExtendThePause() {
        schedule.hint();

        assertThat(poll(0, 5000)).isEqualTo(after(20_000));
        schedule.pauseUntil(after(10_000));
        assertThat(schedule.next()).isEqualTo(after(10_000));
    }

    @Test
    void hintsDoNotShortenThePauseAfterAFailure() {
        schedule.recordStart(after(0));
        schedule.recordEnd(after(0), after(10), true);
        schedule.pauseUntil(after(5000));
        schedule.hint();

        assertThat(schedule.next()).isEqualTo(after(5000));
    }

    @Test
    void hintDoesNotDelayAnExpiredPoll() {
        poll(0, 10);
        schedule.expire();
        schedule.hint();

        assertThat(schedule.next()).isBefore(START);
    }

    @Test
    void pendingHintMakesThePollDueImmediatelyAtFirst() {
        schedule.pauseUntil(after(2000));
        schedule.hint();

        assertThat(schedule.next()).isBefore(START);
    }
}
