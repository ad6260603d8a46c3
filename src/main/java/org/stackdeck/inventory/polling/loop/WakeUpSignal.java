package org.stackdeck.inventory.polling.loop;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Signal for one waiting thread. If it is raised several times before the thread waits, it wakes the thread only once.
 */
public final class WakeUpSignal {

    private final BlockingQueue<Boolean> raised = new ArrayBlockingQueue<>(1);

    public void raise() {
        var _ = raised.offer(true);
    }

    /** Waits until the signal is raised or the time has elapsed, and clears it. */
    public void await(Duration time) throws InterruptedException {
        var _ = raised.poll(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
