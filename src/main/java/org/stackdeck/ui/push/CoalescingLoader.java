package org.stackdeck.ui.push;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads data for an open page after each change, on a thread of its own and never concurrently, so that the source of
 * the change is not delayed. Notifications that arrive during a load are coalesced.
 */
public final class CoalescingLoader {

    private static final Logger LOG = LoggerFactory.getLogger(CoalescingLoader.class);

    private final String name;
    private final Runnable task;
    private final AtomicInteger pendingTriggers = new AtomicInteger();
    private volatile boolean hasFailed;

    /** @param what name for the log and the threads */
    public CoalescingLoader(String what, Runnable receiver) {
        this.name = what;
        this.task = receiver;
    }

    public void trigger() {
        if (pendingTriggers.getAndIncrement() == 0) {
            Thread.ofVirtual().name(name).start(this::run);
        }
    }

    /** Returns whether the last load failed, so that it should be repeated. */
    public boolean hasFailed() {
        return hasFailed;
    }

    private void run() {
        int telling;
        do {
            telling = pendingTriggers.get();
            runTask();
        } while (pendingTriggers.addAndGet(-telling) > 0);
    }

    private void runTask() {
        try {
            task.run();
            hasFailed = false;
        } catch (RuntimeException | Error e) {
            hasFailed = true;
            LOG.warn("{}: could not update a page", name, e);
        }
    }
}
