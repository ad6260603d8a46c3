package org.stackdeck.notices.webhook;

import java.util.List;

/** Stores messages of events for the groups that may receive them. */
@FunctionalInterface
public interface WebhookEventWriter {

    /** @throws RuntimeException if some of the messages could not be stored; the others are stored */
    void write(List<WebhookEvent> events);
}
