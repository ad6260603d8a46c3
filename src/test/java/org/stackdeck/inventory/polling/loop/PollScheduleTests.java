package org.stackdeck.inventory.polling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
        schedule.hint(START);
        return schedule.next();
    }

    @Test
    void withoutAHintThePauseDeterminesTheNextPoll() {
        schedule.pauseUntil(after(2000));
        assertThat(schedule.next()).isEqualTo(after(2000));
        schedule.hint(START);
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
        schedule.hint(START);

        assertThat(poll(0, 10)).isEqualTo(after(500));
        assertThat(poll(500, 510)).isEqualTo(after(1000));
    }

    @Test
    void slowListsArePolledLessOften() {
        schedule.hint(START);

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
        schedule.hint(START);
        schedule.recordStart(after(0));
        schedule.hint(START);
        schedule.recordEnd(after(0), after(100), false);
        schedule.pauseUntil(after(2100));

        assertThat(schedule.next()).isEqualTo(after(500));
    }

    @Test
    void hintDoesNotExtendThePause() {
        schedule.hint(START);

        assertThat(poll(0, 5000)).isEqualTo(after(20_000));
        schedule.pauseUntil(after(10_000));
        assertThat(schedule.next()).isEqualTo(after(10_000));
    }

    @Test
    void hintsDoNotShortenThePauseAfterAFailure() {
        schedule.recordStart(after(0));
        schedule.recordEnd(after(0), after(10), true);
        schedule.pauseUntil(after(5000));
        schedule.hint(START);

        assertThat(schedule.next()).isEqualTo(after(5000));
    }

    @Test
    void hintDoesNotDelayAnExpiredPoll() {
        poll(0, 10);
        schedule.expire(START);
        schedule.hint(START);

        assertThat(schedule.next()).isBefore(START);
    }

    @Test
    void pendingHintMakesThePollDueImmediatelyAtFirst() {
        schedule.pauseUntil(after(2000));
        schedule.hint(START);

        assertThat(schedule.next()).isBefore(START);
    }

    @Test
    void pollOfAnotherNodeCoversEarlierExpirationsAndHints() {
        schedule.pauseUntil(after(60_000));
        schedule.expire(after(0));
        schedule.hint(after(0));

        schedule.recordOther(after(1), Duration.ofSeconds(2), false);

        assertThat(schedule.next()).isEqualTo(after(60_000));
    }

    @Test
    void pollOfAnotherNodeDoesNotCoverLaterExpirations() {
        schedule.expire(after(10));

        schedule.recordOther(after(9), Duration.ofSeconds(2), false);

        assertThat(schedule.next()).isEqualTo(Instant.MIN);
    }

    @Test
    void pollOfAnotherNodeCoversHintsThatThisNodeReceivesLittleLater() {
        schedule.pauseUntil(after(60_000));
        schedule.recordOther(after(0), Duration.ofSeconds(2), false);

        schedule.hint(after(499));
        assertThat(schedule.next()).isEqualTo(after(60_000));

        schedule.hint(after(500));
        assertThat(schedule.next()).isEqualTo(after(1000));
    }

    @Test
    void ownPollDoesNotCoverLaterHints() {
        schedule.recordOther(after(0), Duration.ofSeconds(2), false);
        schedule.recordStart(after(100));
        schedule.recordEnd(after(100), after(110), false);
        schedule.pauseUntil(after(60_000));

        schedule.hint(after(200));

        assertThat(schedule.next()).isEqualTo(after(1000));
    }
}
