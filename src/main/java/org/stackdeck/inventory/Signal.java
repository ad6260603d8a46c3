package org.stackdeck.inventory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A slot that holds at most one "something happened": raised many times, it wakes its one waiter once. */
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

    /** Waits until it is raised or the time is over, and lowers it. */
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

    /** Waits for the time to be over, whether raised or not. */
    static void rest(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
