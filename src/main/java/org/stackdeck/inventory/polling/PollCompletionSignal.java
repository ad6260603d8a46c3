package org.stackdeck.inventory.polling;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the sequential polls of a scope, for callers that wait for the result of the next poll. */
final class PollCompletionSignal {

    private long startedPolls;
    private long endedPolls;

    synchronized void begin() {
        startedPolls++;
    }

    /** Records the end of a poll, whether it succeeded or failed. */
    synchronized void end() {
        endedPolls = startedPolls;
        notifyAll();
    }

    /** Waits until the next poll has started and ended, or {@code timeout} has elapsed. */
    synchronized void awaitNext(Duration timeout) throws InterruptedException {
        long next = startedPolls + 1;
        long until = System.nanoTime() + timeout.toNanos();
        while (endedPolls < next) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
