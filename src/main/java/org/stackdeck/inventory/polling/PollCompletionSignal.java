package org.stackdeck.inventory.polling;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the sequential polls of a scope, for callers that wait for the result of the next poll. */
final class PollCompletionSignal {

    private long begun;
    private long ended;

    synchronized void begin() {
        begun++;
    }

    /** Records the end of a poll, whether it succeeded or failed. */
    synchronized void end() {
        ended = begun;
        notifyAll();
    }

    /** Waits until the next poll has started and ended, or {@code most} has elapsed. */
    synchronized void awaitNext(Duration most) throws InterruptedException {
        long next = begun + 1;
        long until = System.nanoTime() + most.toNanos();
        while (ended < next) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
