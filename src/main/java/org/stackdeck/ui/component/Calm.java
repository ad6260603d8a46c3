package org.stackdeck.ui.component;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.stackdeck.platform.Turns;

/**
 * Paints at most once in a stretch of time; what cannot be painted at once waits for whatever disturbs the page next, so
 * that it makes no push of its own, but no longer than another half of the stretch. Used under the lock of one page.
 */
final class Calm implements Runnable {

    private final Runnable paint;
    private final Duration patience;
    private final Turns turns;
    private final Consumer<Boolean> again;
    private boolean waits;

    /** @param later makes what carries a wish to a task under the page's lock */
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
