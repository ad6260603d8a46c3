package org.stackdeck.inventory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the questions of a scope, which come one after the other, for those who wait for the answer to a later one. */
final class Rounds {

    private long begun;
    private long ended;

    synchronized void begin() {
        begun++;
    }

    /** Also when it failed. */
    synchronized void end() {
        ended = begun;
        notifyAll();
    }

    /** Waits until a question that has not begun yet has ended, but no longer than so. */
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
