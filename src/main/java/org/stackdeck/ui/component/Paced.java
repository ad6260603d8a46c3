package org.stackdeck.ui.component;

import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Runs a task on request with a minimum pause between runs. Requests that arrive during a run or pause cause one
 * further run. The task has a thread only while it runs.
 */
public final class Paced {

    private final Duration rest;
    private final Runnable work;
    private final BiConsumer<Duration, Runnable> later;
    private boolean underWay;
    private boolean again;

    public Paced(Duration rest, Runnable work) {
        this(rest, work, Live::after);
    }

    /** @param later runs a task after a delay without blocking the caller */
    Paced(Duration rest, Runnable work, BiConsumer<Duration, Runnable> later) {
        this.rest = rest;
        this.work = work;
        this.later = later;
    }

    public void tell() {
        synchronized (this) {
            if (underWay) {
                again = true;
                return;
            }
            underWay = true;
        }
        later.accept(Duration.ZERO, this::run);
    }

    /** Requests a run now and another after the pause, for effects that appear late. */
    public void tellTwice() {
        tell();
        tell();
    }

    private void run() {
        try {
            work.run();
        } finally {
            later.accept(rest, this::rested);
        }
    }

    private void rested() {
        synchronized (this) {
            underWay = again;
            if (!again) {
                return;
            }
            again = false;
        }
        run();
    }
}
