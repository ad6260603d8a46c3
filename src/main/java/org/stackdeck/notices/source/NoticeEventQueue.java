package org.stackdeck.notices.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.store.NoticeWriter;
import org.stackdeck.notices.webhook.WebhookEvent;
import org.stackdeck.notices.webhook.WebhookEventWriter;

/**
 * Creates and stores notices to users and messages to groups on separate threads, so that the sources of events neither
 * wait for the database nor fail with it, and notices to users do not wait for messages to groups.
 */
@Component
class NoticeEventQueue {

    /**
     * Maximum number of events for which the members of groups are loaded together. The limit is small, so that the
     * members are current.
     */
    private static final int GROUP_EVENT_BATCH = 100;

    private final NoticeWriter writer;
    private final BoundedEventQueue<Supplier<List<NewNotice>>> events =
            new BoundedEventQueue<>("notice-writer", "Notices to users", BoundedEventQueue.CAPACITY, this::write);
    private final BoundedEventQueue<WebhookEvent> groupEvents;

    NoticeEventQueue(NoticeWriter writer, WebhookEventWriter webhookEventWriter) {
        this.writer = writer;
        this.groupEvents =
                new BoundedEventQueue<>("group-event-writer", "Messages to groups", GROUP_EVENT_BATCH, batch -> {
                    webhookEventWriter.write(batch);
                    return true;
                });
    }

    /**
     * Adds an event without blocking.
     *
     * @param notices creates the notices of the event; may read the database
     */
    void add(Supplier<List<NewNotice>> notices) {
        events.add(notices);
    }

    void addGroupEvent(WebhookEvent event) {
        groupEvents.add(event);
    }

    private boolean write(List<Supplier<List<NewNotice>>> batch) {
        List<NewNotice> created = new ArrayList<>();
        for (Supplier<List<NewNotice>> notices : batch) {
            try {
                created.addAll(notices.get());
            } catch (RuntimeException | Error e) {
                events.reportFailure(e);
            }
        }
        if (created.isEmpty()) {
            return false;
        }
        writer.write(created);
        return true;
    }
}
