package org.stackdeck.platform;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task after each trigger on a separate virtual thread, so that the source of the trigger is not delayed. Runs
 * do not overlap. All triggers that arrive during a run cause one additional run. The task has a thread only while it
 * runs.
 */
public final class CoalescingTask {

    private static final Logger LOG = LoggerFactory.getLogger(CoalescingTask.class);

    private final String name;
    private final Runnable task;
    private final AtomicInteger pendingTriggers = new AtomicInteger();
    private volatile boolean hasFailed;

    /** @param name name of the threads, also used in log messages */
    public CoalescingTask(String name, Runnable task) {
        this.name = name;
        this.task = task;
    }

    public void trigger() {
        if (pendingTriggers.getAndIncrement() == 0) {
            Thread.ofVirtual().name(name).start(this::run);
        }
    }

    public boolean hasFailed() {
        return hasFailed;
    }

    private void run() {
        int handledTriggers;
        do {
            handledTriggers = pendingTriggers.get();
            runTask();
        } while (pendingTriggers.addAndGet(-handledTriggers) > 0);
    }

    private void runTask() {
        try {
            task.run();
            hasFailed = false;
        } catch (RuntimeException | Error e) {
            hasFailed = true;
            LOG.warn("The background task {} failed", name, e);
        }
    }
}
