package org.stackdeck.inventory.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.stackdeck.inventory.polling.ChangesSinceTracker.ChangesRequest;

/** Tests with a clock of Nova that is an hour ahead of the local clock, which only measures elapsed time. */
class ChangesSinceTrackerTests {

    private static final Instant OURS = Instant.parse("2026-11-25T10:00:00Z");
    private static final Instant NOVAS = Instant.parse("2026-11-25T11:00:00Z");
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final ChangesSinceTracker changesSinceTracker = new ChangesSinceTracker(null);

    @Test
    void firstListSetsTheWatermarkMinusItsDuration() {
        assertThat(changesSinceTracker.value()).isEmpty();

        changesSinceTracker.recordList(NOVAS, OURS, A_SECOND);

        assertThat(changesSinceTracker.value()).contains(NOVAS.minus(A_SECOND));
    }

    @Test
    void restoredWatermarkLooksBackImmediately() {
        ChangesSinceTracker kept = new ChangesSinceTracker(NOVAS);

        assertThat(kept.value()).contains(NOVAS);
        assertThat(kept.nextRequest(NOVAS, OURS).since()).isEqualTo(NOVAS.minusSeconds(90));
    }

    @Test
    void watermarkAdvancesWithTheLocalClockWithoutChanges() {
        changesSinceTracker.recordList(NOVAS, OURS, Duration.ZERO);

        ask(OURS.plusSeconds(1), 0, NOVAS);
        ask(OURS.plusSeconds(4), 0, NOVAS);

        assertThat(changesSinceTracker.value()).contains(NOVAS.plusSeconds(4));
    }

    @Test
    void watermarkIsTheNewestChangeMinusTheDuration() {
        changesSinceTracker.recordList(NOVAS, OURS, Duration.ZERO);

        ChangesRequest changesRequest = asking(OURS.plusSeconds(1));
        changesSinceTracker.recordResponse(changesRequest, 1, NOVAS.plusSeconds(9), A_SECOND);

        assertThat(changesSinceTracker.value()).contains(NOVAS.plusSeconds(8));
        assertThat(asking(OURS.plusSeconds(2)).since()).isEqualTo(NOVAS.plusSeconds(6));
    }

    @Test
    void watermarkNeverMovesBehindACoveredTime() {
        changesSinceTracker.recordList(NOVAS, OURS, Duration.ZERO);

        ask(OURS.plusSeconds(5), 3, NOVAS.minusSeconds(30));

        assertThat(changesSinceTracker.value()).contains(NOVAS.plusSeconds(5));
    }

    @Test
    void looksBackByTheClockSkewEveryTenSeconds() {
        changesSinceTracker.recordList(NOVAS, OURS, Duration.ZERO);
        assertThat(asking(OURS.plusSeconds(9)).looksBack()).isFalse();
        assertThat(asking(OURS.plusSeconds(10)).looksBack()).isTrue();

        ask(OURS.plusSeconds(10), 0, NOVAS);

        assertThat(asking(OURS.plusSeconds(19)).looksBack()).isFalse();
        assertThat(asking(OURS.plusSeconds(20)).looksBack()).isTrue();
    }

    @Test
    void looksBackLaterAfterVeryManyChanges() {
        changesSinceTracker.recordList(NOVAS, OURS, Duration.ZERO);

        ask(OURS.plusSeconds(10), 201, NOVAS);

        assertThat(asking(OURS.plusSeconds(99)).looksBack()).isFalse();
        assertThat(asking(OURS.plusSeconds(100)).looksBack()).isTrue();
    }

    @Test
    void doesNotLookBackWhileManyServersChange() {
        changesSinceTracker.recordList(NOVAS, OURS, Duration.ZERO);

        ask(OURS.plusSeconds(1), 21, NOVAS);
        assertThat(asking(OURS.plusSeconds(10)).looksBack()).isFalse();
        ask(OURS.plusSeconds(10), 20, NOVAS);

        assertThat(asking(OURS.plusSeconds(11)).looksBack()).isTrue();
    }

    @Test
    void changesFoundByLookingBackDoNotCountAsRecent() {
        changesSinceTracker.recordList(NOVAS, OURS, Duration.ZERO);
        assertThat(changesSinceTracker.hasRecentChanges()).isFalse();

        ask(OURS.plusSeconds(1), 1, NOVAS);
        assertThat(changesSinceTracker.hasRecentChanges()).isTrue();
        ask(OURS.plusSeconds(2), 0, NOVAS);
        assertThat(changesSinceTracker.hasRecentChanges()).isFalse();
        ask(OURS.plusSeconds(10), 1, NOVAS);

        assertThat(changesSinceTracker.hasRecentChanges()).isFalse();
    }

    private ChangesRequest asking(Instant began) {
        return changesSinceTracker.nextRequest(changesSinceTracker.value().orElseThrow(), began);
    }

    private void ask(Instant began, int changed, Instant newest) {
        changesSinceTracker.recordResponse(asking(began), changed, newest, Duration.ZERO);
    }
}
