package org.stackdeck.ui.component;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.stackdeck.platform.Turns;

/** Paints at most once in a stretch of time. Used under the lock of one page. */
final class Calm implements Runnable {

    private final Runnable paint;
    private final Turns turns;
    private final Consumer<Boolean> again;
    private boolean waits;

    /** @param later makes what carries a wish to a task under the page's lock */
    Calm(Runnable paint, Duration stretch, Function<Runnable, Consumer<Boolean>> later) {
        this.paint = paint;
        this.turns = new Turns(1, stretch);
        this.again = later.apply(this::paintAfterAll);
    }

    @Override
    public void run() {
        if (waits) {
            return;
        }
        Duration left = turns.untilNext(System.nanoTime());
        if (left.isZero()) {
            paint();
        } else {
            waits = true;
            Live.after(left, () -> again.accept(true));
        }
    }

    private void paintAfterAll() {
        waits = false;
        paint();
    }

    private void paint() {
        turns.take(System.nanoTime());
        paint.run();
    }
}
