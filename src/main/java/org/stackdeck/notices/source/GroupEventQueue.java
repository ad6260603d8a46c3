package org.stackdeck.notices.source;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.notices.webhook.GroupEvent;
import org.stackdeck.notices.webhook.GroupEventWriter;
import org.stackdeck.platform.CoalescingTask;

/**
 * Writes events for groups on a separate thread, so that notices to users do not wait for them. Events are dropped if
 * the queue is full or their messages cannot be stored, and lost if the process ends.
 */
final class GroupEventQueue {

    private static final Logger LOG = LoggerFactory.getLogger(GroupEventQueue.class);

    static final int CAPACITY = 2_000;

    /**
     * Maximum number of events for which the members of groups are loaded together. The limit is small, so that the
     * members are current.
     */
    private static final int BATCH = 100;

    private final GroupEventWriter writer;
    private final BlockingQueue<GroupEvent> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final CoalescingTask writing = new CoalescingTask("group-event-writer", this::writeWaiting);
    /** Only the first of consecutive failures is logged. */
    private volatile boolean failing;

    GroupEventQueue(GroupEventWriter writer) {
        this.writer = writer;
    }

    /** Adds an event without blocking. */
    void add(GroupEvent event) {
        if (waiting.offer(event)) {
            writing.trigger();
        } else {
            reportFailure("the queue is full", null);
        }
    }

    private void writeWaiting() {
        List<GroupEvent> batch = new ArrayList<>();
        while (waiting.drainTo(batch, BATCH) > 0) {
            try {
                writer.write(List.copyOf(batch));
                failing = false;
            } catch (RuntimeException | Error e) {
                reportFailure("they could not be stored", e);
            }
            batch.clear();
        }
    }

    private void reportFailure(String reason, @Nullable Throwable cause) {
        if (!failing) {
            failing = true;
            LOG.warn(
                    "Messages to groups were dropped: {}. Further failures are not logged until a message is stored",
                    reason,
                    cause);
        }
    }
}
