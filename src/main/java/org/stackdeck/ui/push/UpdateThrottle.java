package org.stackdeck.ui.push;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs a paint task at most once in each interval. A postponed run is part of the first update after the interval, so
 * that it rarely causes an additional push. Without such an update, it runs half an interval later. All calls require
 * the session lock.
 */
final class UpdateThrottle implements Runnable {

    private final Runnable paint;
    private final Duration maxExtraDelay;
    private final SlidingWindowRateLimiter slidingWindowRateLimiter;
    private final Consumer<Boolean> deferredPaint;
    private boolean pending;

    /** @param later returns a consumer that runs the task under the session lock when it is called */
    UpdateThrottle(Runnable paint, Duration interval, Function<Runnable, Consumer<Boolean>> later) {
        this.paint = paint;
        this.maxExtraDelay = interval.dividedBy(2);
        this.slidingWindowRateLimiter = new SlidingWindowRateLimiter(1, interval);
        this.deferredPaint = later.apply(this::paintIfPending);
    }

    @Override
    public void run() {
        Duration left = slidingWindowRateLimiter.timeUntilNext(System.nanoTime());
        if (left.isZero()) {
            paint();
        } else if (!pending) {
            pending = true;
            UiPush.schedule(left.plus(maxExtraDelay), () -> deferredPaint.accept(true));
        }
    }

    private void paintIfPending() {
        if (pending && slidingWindowRateLimiter.timeUntilNext(System.nanoTime()).isZero()) {
            paint();
        }
    }

    private void paint() {
        pending = false;
        slidingWindowRateLimiter.acquire(System.nanoTime());
        paint.run();
    }
}
