package org.stackdeck.notices.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.store.NoticeWriter;
import org.stackdeck.notices.webhook.GroupEvent;
import org.stackdeck.notices.webhook.GroupEventWriter;
import org.stackdeck.platform.CoalescingTask;

/**
 * Creates and stores notices on a separate thread, so that the sources of events neither wait for the database nor fail
 * with it. Notices are dropped if the queue is full or they cannot be stored, and lost if the process ends.
 */
@Component
class NoticeQueue {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeQueue.class);

    static final int CAPACITY = 2_000;

    private final NoticeWriter writer;
    private final GroupEventQueue groupEvents;
    private final BlockingQueue<Supplier<List<NewNotice>>> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final CoalescingTask writing = new CoalescingTask("notice-writer", this::writeWaiting);
    /** Only the first of consecutive failures is logged. */
    private volatile boolean failing;

    NoticeQueue(NoticeWriter writer, GroupEventWriter groupEventWriter) {
        this.writer = writer;
        this.groupEvents = new GroupEventQueue(groupEventWriter);
    }

    /**
     * Adds an event without blocking.
     *
     * @param notices creates the notices of the event; may read the database
     * @param groupEvent the event for groups; null if groups receive no message about it
     */
    void add(Supplier<List<NewNotice>> notices, @Nullable GroupEvent groupEvent) {
        if (groupEvent != null) {
            groupEvents.add(groupEvent);
        }
        if (waiting.offer(notices)) {
            writing.trigger();
        } else {
            reportFailure("the queue is full", null);
        }
    }

    private void writeWaiting() {
        List<Supplier<List<NewNotice>>> batch = new ArrayList<>();
        waiting.drainTo(batch);
        List<NewNotice> created = new ArrayList<>();
        for (Supplier<List<NewNotice>> notices : batch) {
            attempt(() -> created.addAll(notices.get()));
        }
        if (!created.isEmpty()) {
            attempt(() -> store(created));
        }
    }

    private void store(Collection<NewNotice> created) {
        writer.write(created);
        failing = false;
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            reportFailure("they could not be created or stored", e);
        }
    }

    private void reportFailure(String reason, @Nullable Throwable cause) {
        if (!failing) {
            failing = true;
            LOG.warn(
                    "Notices to users were dropped: {}. Further failures are not logged until a notice is stored",
                    reason,
                    cause);
        }
    }
}
