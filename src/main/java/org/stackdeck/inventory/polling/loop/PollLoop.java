package org.stackdeck.inventory.polling.loop;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a task repeatedly on its own virtual thread, whenever the task is due. */
public final class PollLoop {

    private static final Logger log = LoggerFactory.getLogger(PollLoop.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final WakeUpSignal wakeUpSignal = new WakeUpSignal();
    private final Supplier<Duration> dueIn;
    private final Runnable work;
    private final Thread thread;
    private volatile boolean stopped;

    /** @param dueIn evaluated before each wait and after each wake-up; zero or less means now */
    public PollLoop(String name, Supplier<Duration> dueIn, Runnable work) {
        this.dueIn = dueIn;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Wakes the loop, so that it evaluates the due time again. */
    public void wake() {
        wakeUpSignal.raise();
    }

    /** Stops the loop; a running task is interrupted. */
    public void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!stopped) {
                runOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs the task if it is due, otherwise waits. A failure ends only the current run: polling must never stop
     * unnoticed.
     */
    private void runOnce() throws InterruptedException {
        try {
            Duration due = dueIn.get();
            if (due.isPositive()) {
                wakeUpSignal.await(due);
            } else {
                work.run();
            }
        } catch (RuntimeException | Error e) {
            if (!stopped) {
                log.error("The poll loop {} failed and continues after a second", thread.getName(), e);
                Thread.sleep(AFTER_FAILURE);
            }
        }
    }
}
