package org.stackdeck.ui.push;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.inventory.CurrentChangeTime;

/**
 * Measures the time from a change of the inventory until a page's push with this change was written. Changes that are
 * merged into one push count once, with the first of them. Not thread-safe. Times are values of
 * {@link System#nanoTime}.
 */
final class PushDelayMeter {

    private final LongConsumer recorder;
    private @Nullable Long pendingSince;
    private @Nullable Long writingSince;

    /** @param recorder receives delays in nanoseconds */
    PushDelayMeter(LongConsumer recorder) {
        this.recorder = recorder;
    }

    /** Records that the change of {@link CurrentChangeTime} waits for its push. */
    void recordChange() {
        if (pendingSince == null) {
            CurrentChangeTime.current().ifPresent(time -> pendingSince = time);
        }
    }

    /** @param changed whether the pending tasks have changed the page, so that a push follows */
    void recordRun(boolean changed) {
        if (changed && writingSince == null) {
            writingSince = pendingSince;
        }
        pendingSince = null;
    }

    void recordWritten() {
        if (writingSince != null) {
            recorder.accept(System.nanoTime() - writingSince);
            writingSince = null;
        }
    }

    /** Discards changes whose push is delayed by the browser. */
    void reset() {
        pendingSince = null;
        writingSince = null;
    }
}
