package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.stackdeck.inventory.Watermark.Asking;

/** Nova's clock is an hour ahead of the local clock, which only measures elapsed time. */
class WatermarkTests {

    private static final Instant OURS = Instant.parse("2026-11-25T10:00:00Z");
    private static final Instant NOVAS = Instant.parse("2026-11-25T11:00:00Z");
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final Watermark watermark = new Watermark(null);

    @Test
    void firstListSetsTheWatermarkMinusItsDuration() {
        assertThat(watermark.reached()).isEmpty();

        watermark.listed(NOVAS, OURS, A_SECOND);

        assertThat(watermark.reached()).contains(NOVAS.minus(A_SECOND));
    }

    @Test
    void restoredWatermarkLooksBackImmediately() {
        Watermark kept = new Watermark(NOVAS);

        assertThat(kept.reached()).contains(NOVAS);
        assertThat(kept.asking(NOVAS, OURS).since()).isEqualTo(NOVAS.minusSeconds(90));
    }

    @Test
    void watermarkAdvancesWithTheLocalClockWithoutChanges() {
        watermark.listed(NOVAS, OURS, Duration.ZERO);

        ask(OURS.plusSeconds(1), 0, NOVAS);
        ask(OURS.plusSeconds(4), 0, NOVAS);

        assertThat(watermark.reached()).contains(NOVAS.plusSeconds(4));
    }

    @Test
    void watermarkIsTheNewestChangeMinusTheDuration() {
        watermark.listed(NOVAS, OURS, Duration.ZERO);

        Asking asking = asking(OURS.plusSeconds(1));
        watermark.answered(asking, 1, NOVAS.plusSeconds(9), A_SECOND);

        assertThat(watermark.reached()).contains(NOVAS.plusSeconds(8));
        assertThat(asking(OURS.plusSeconds(2)).since()).isEqualTo(NOVAS.plusSeconds(6));
    }

    @Test
    void watermarkNeverMovesBehindACoveredTime() {
        watermark.listed(NOVAS, OURS, Duration.ZERO);

        ask(OURS.plusSeconds(5), 3, NOVAS.minusSeconds(30));

        assertThat(watermark.reached()).contains(NOVAS.plusSeconds(5));
    }

    @Test
    void looksBackByTheClockSkewEveryTenSeconds() {
        watermark.listed(NOVAS, OURS, Duration.ZERO);
        assertThat(asking(OURS.plusSeconds(9)).looksBack()).isFalse();
        assertThat(asking(OURS.plusSeconds(10)).looksBack()).isTrue();

        ask(OURS.plusSeconds(10), 0, NOVAS);

        assertThat(asking(OURS.plusSeconds(19)).looksBack()).isFalse();
        assertThat(asking(OURS.plusSeconds(20)).looksBack()).isTrue();
    }

    @Test
    void looksBackLaterAfterVeryManyChanges() {
        watermark.listed(NOVAS, OURS, Duration.ZERO);

        ask(OURS.plusSeconds(10), 201, NOVAS);

        assertThat(asking(OURS.plusSeconds(99)).looksBack()).isFalse();
        assertThat(asking(OURS.plusSeconds(100)).looksBack()).isTrue();
    }

    @Test
    void doesNotLookBackWhileManyServersChange() {
        watermark.listed(NOVAS, OURS, Duration.ZERO);

        ask(OURS.plusSeconds(1), 21, NOVAS);
        assertThat(asking(OURS.plusSeconds(10)).looksBack()).isFalse();
        ask(OURS.plusSeconds(10), 20, NOVAS);

        assertThat(asking(OURS.plusSeconds(11)).looksBack()).isTrue();
    }

    @Test
    void changesFoundByLookingBackPromiseNoMoreChanges() {
        watermark.listed(NOVAS, OURS, Duration.ZERO);
        assertThat(watermark.lively()).isFalse();

        ask(OURS.plusSeconds(1), 1, NOVAS);
        assertThat(watermark.lively()).isTrue();
        ask(OURS.plusSeconds(2), 0, NOVAS);
        assertThat(watermark.lively()).isFalse();
        ask(OURS.plusSeconds(10), 1, NOVAS);

        assertThat(watermark.lively()).isFalse();
    }

    private Asking asking(Instant began) {
        return watermark.asking(watermark.reached().orElseThrow(), began);
    }

    private void ask(Instant began, int changed, Instant newest) {
        watermark.answered(asking(began), changed, newest, Duration.ZERO);
    }
}
