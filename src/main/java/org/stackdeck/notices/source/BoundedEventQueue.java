package org.stackdeck.notices.source;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.platform.CoalescingTask;

/**
 * Writes events on a separate thread, so that their sources do not wait. Events are dropped if the queue is full or
 * they cannot be stored, and lost if the process ends.
 */
final class BoundedEventQueue<E> {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedEventQueue.class);

    static final int CAPACITY = 2_000;

    private final String content;
    private final int batchSize;
    private final Predicate<List<E>> writer;
    private final BlockingQueue<E> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final CoalescingTask writing;
    /** Only the first of consecutive failures is logged. */
    private volatile boolean failing;

    /**
     * @param content what the events cause, for log messages
     * @param batchSize maximum number of events that are written together
     * @param writer returns whether something was stored
     */
    BoundedEventQueue(String name, String content, int batchSize, Predicate<List<E>> writer) {
        this.content = content;
        this.batchSize = batchSize;
        this.writer = writer;
        this.writing = new CoalescingTask(name, this::writeWaiting);
    }

    /** Adds an event without blocking. */
    void add(E event) {
        if (waiting.offer(event)) {
            writing.trigger();
        } else {
            reportFailure("the queue is full", null);
        }
    }

    private void writeWaiting() {
        List<E> batch = new ArrayList<>();
        while (waiting.drainTo(batch, batchSize) > 0) {
            try {
                if (writer.test(List.copyOf(batch))) {
                    failing = false;
                }
            } catch (RuntimeException | Error e) {
                reportFailure(e);
            }
            batch.clear();
        }
    }

    void reportFailure(Throwable cause) {
        reportFailure("they could not be created or stored", cause);
    }

    private void reportFailure(String reason, @Nullable Throwable cause) {
        if (!failing) {
            failing = true;
            LOG.warn(
                    "{} were dropped: {}. Further failures are not logged until one of them is stored",
                    content,
                    reason,
                    cause);
        }
    }
}
