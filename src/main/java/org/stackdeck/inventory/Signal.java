package org.stackdeck.inventory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Holds at most one pending signal: raised several times, it wakes its one waiting thread once. */
final class Signal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raisedNow = lock.newCondition();
    private boolean raised;

    void raise() {
        lock.lock();
        try {
            raised = true;
            raisedNow.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the signal is raised or the time has elapsed, and clears it. */
    void await(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!raised && left > 0) {
                left = raisedNow.awaitNanos(left);
            }
            raised = false;
        } finally {
            lock.unlock();
        }
    }

    /** Sleeps for the given time, regardless of signals. */
    static void rest(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
