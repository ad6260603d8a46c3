package org.stackdeck.ui.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.inventory.CurrentChangeTime;

class PushDelayMeterTests {

    private static final long SECOND = 1_000_000_000;

    private final List<Long> delays = new ArrayList<>();
    private final PushDelayMeter meter = new PushDelayMeter(delays::add);

    @Test
    void delayBeginsWithTheFirstOfMergedChangesAndEndsWhenThePushIsWritten() {
        change(100);
        change(10);
        meter.recordRun(true);

        meter.recordWritten();
        meter.recordWritten();

        assertThat(delays).singleElement().satisfies(delay -> assertThat(delay).isGreaterThanOrEqualTo(100 * SECOND));
    }

    @Test
    void changesThatDoNotChangeThePageAreNotMeasured() {
        change(100);
        meter.recordRun(false);

        meter.recordWritten();

        assertThat(delays).isEmpty();
    }

    @Test
    void updatesThatAreNoChangesOfTheInventoryAreNotMeasured() {
        meter.recordChange();
        meter.recordRun(true);

        meter.recordWritten();

        assertThat(delays).isEmpty();
    }

    @Test
    void changesBeforeAReconnectAreNotMeasured() {
        change(100);
        meter.recordRun(true);
        meter.reset();

        meter.recordWritten();

        assertThat(delays).isEmpty();
    }

    private void change(long secondsAgo) {
        CurrentChangeTime.run(System.nanoTime() - secondsAgo * SECOND, meter::recordChange);
    }
}
