package org.stackdeck.ui.component;

import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Does something when it is told to, on a thread that lives only meanwhile, and then rests: what is told until the rest is
 * over is done once at its end.
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

    /** @param later runs a task after a time, without keeping whoever asks */
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

    /** Also once more after the rest, for what may show itself late. */
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
