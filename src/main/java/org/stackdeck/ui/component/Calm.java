package org.stackdeck.ui.component;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.stackdeck.platform.Turns;

/**
 * Runs a paint task at most once per interval. A postponed run waits for the next push of the page, but at most another
 * half of the interval, so that it rarely causes a push of its own. Requires the session lock.
 */
final class Calm implements Runnable {

    private final Runnable paint;
    private final Duration patience;
    private final Turns turns;
    private final Consumer<Boolean> again;
    private boolean waits;

    /** @param later wraps a task so that it runs under the session lock */
    Calm(Runnable paint, Duration stretch, Function<Runnable, Consumer<Boolean>> later) {
        this.paint = paint;
        this.patience = stretch.dividedBy(2);
        this.turns = new Turns(1, stretch);
        this.again = later.apply(this::paintAfterAll);
    }

    @Override
    public void run() {
        Duration left = turns.untilNext(System.nanoTime());
        if (left.isZero()) {
            paint();
        } else if (!waits) {
            waits = true;
            Live.after(left.plus(patience), () -> again.accept(true));
        }
    }

    private void paintAfterAll() {
        if (waits && turns.untilNext(System.nanoTime()).isZero()) {
            paint();
        }
    }

    private void paint() {
        waits = false;
        turns.take(System.nanoTime());
        paint.run();
    }
}
