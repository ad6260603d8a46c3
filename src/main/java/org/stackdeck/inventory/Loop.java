package org.stackdeck.inventory;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a task repeatedly on its own virtual thread, whenever the task is due. */
final class Loop {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Signal signal = new Signal();
    private final Supplier<Duration> dueIn;
    private final Runnable work;
    private final Thread thread;
    private volatile boolean stopped;

    /** @param dueIn evaluated before each wait and after each wake-up; zero or less means now */
    Loop(String name, Supplier<Duration> dueIn, Runnable work) {
        this.dueIn = dueIn;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The due time may have changed. */
    void wake() {
        signal.raise();
    }

    /** Stops the loop; a running task is interrupted. */
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!stopped) {
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure ends only the current run: the polling of a cloud must never stop unnoticed. */
    private void once() throws InterruptedException {
        try {
            Duration due = dueIn.get();
            if (due.isPositive()) {
                signal.await(due);
            } else {
                work.run();
            }
        } catch (RuntimeException | Error e) {
            if (!stopped) {
                log.error("{} failed and continues", thread.getName(), e);
                Signal.rest(AFTER_FAILURE);
            }
        }
    }
}
