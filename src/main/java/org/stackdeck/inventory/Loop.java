package org.stackdeck.inventory;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a piece of work again and again on a virtual thread of its own, each time when it says it is due. */
final class Loop {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Signal signal = new Signal();
    private final Supplier<Duration> dueIn;
    private final Runnable work;
    private final Thread thread;
    private volatile boolean stopped;

    /** @param dueIn asked before each wait, and again when woken; zero or less means now */
    Loop(String name, Supplier<Duration> dueIn, Runnable work) {
        this.dueIn = dueIn;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** What is due may have changed. */
    void wake() {
        signal.raise();
    }

    /** Ends it soon; a call that is under way is interrupted. */
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

    /** Whatever goes wrong ends this one turn: what watches a cloud must never end unseen. */
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
                log.error("{} failed and goes on", thread.getName(), e);
                Signal.rest(AFTER_FAILURE);
            }
        }
    }
}
