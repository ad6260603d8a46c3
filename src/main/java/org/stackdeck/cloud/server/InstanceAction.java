package org.stackdeck.cloud.server;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of Nova's {@code os-instance-actions}.
 *
 * @param action Nova's name of the action: start, stop, reboot, delete, …
 * @param userId Keystone ID of the user who requested the action
 * @param message "Error" if the action failed, otherwise null
 * @param events empty in lists, and if Nova's policy hides the events
 */
public record InstanceAction(
        String requestId,
        String action,
        String userId,
        Instant start,
        @Nullable String message,
        List<Event> events) {

    public InstanceAction {
        events = List.copyOf(events);
    }

    /**
     * @param result {@code Success} or {@code Error}; null while the event is in progress
     * @param detail error details, or the traceback if Nova returns no details; null if it returns neither; untrusted
     *     text
     */
    public record Event(
            String name,
            Instant start,
            @Nullable Instant finish,
            @Nullable String result,
            @Nullable String detail) {}

    /**
     * Returns whether the action has events and all of them are finished. This is also true between the parts of an
     * action that several Nova services perform.
     */
    public boolean finished() {
        return !events.isEmpty() && events.stream().allMatch(e -> e.finish() != null);
    }

    public boolean failed() {
        return message != null
                || events.stream().anyMatch(e -> e.result() != null && !"Success".equalsIgnoreCase(e.result()));
    }
}
