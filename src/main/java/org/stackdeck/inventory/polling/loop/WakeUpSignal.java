package org.stackdeck.inventory.polling.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Signal for one waiting thread. If it is raised several times before the thread waits, it wakes the thread only once.
 */
public final class WakeUpSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raisedCondition = lock.newCondition();
    private boolean raised;

    public void raise() {
        lock.lock();
        try {
            raised = true;
            raisedCondition.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the signal is raised or the time has elapsed, and clears it. */
    public void await(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!raised && left > 0) {
                left = raisedCondition.awaitNanos(left);
            }
            raised = false;
        } finally {
            lock.unlock();
        }
    }

    /** Sleeps for the given time, regardless of signals. */
    public static void sleep(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
