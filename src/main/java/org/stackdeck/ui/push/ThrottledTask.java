package org.stackdeck.ui.push;

import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Runs a task on request, with a minimum pause between runs. Requests during a run or a pause cause one additional run.
 * The task occupies a thread only while it runs.
 */
public final class ThrottledTask {

    private final Duration pause;
    private final Runnable work;
    private final BiConsumer<Duration, Runnable> later;
    private boolean running;
    private boolean rerunRequested;

    public ThrottledTask(Duration pause, Runnable work) {
        this(pause, work, UiPush::schedule);
    }

    /** @param later runs a task after a delay without blocking the caller */
    ThrottledTask(Duration pause, Runnable work, BiConsumer<Duration, Runnable> later) {
        this.pause = pause;
        this.work = work;
        this.later = later;
    }

    public void trigger() {
        synchronized (this) {
            if (running) {
                rerunRequested = true;
                return;
            }
            running = true;
        }
        later.accept(Duration.ZERO, this::run);
    }

    /**
     * Requests a run now and a run after the pause, for effects that appear with a delay. During a run or a pause,
     * requests only one additional run.
     */
    public void triggerTwice() {
        trigger();
        trigger();
    }

    private void run() {
        try {
            work.run();
        } finally {
            later.accept(pause, this::afterPause);
        }
    }

    private void afterPause() {
        synchronized (this) {
            running = rerunRequested;
            if (!rerunRequested) {
                return;
            }
            rerunRequested = false;
        }
        run();
    }
}
