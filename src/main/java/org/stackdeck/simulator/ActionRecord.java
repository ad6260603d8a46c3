package org.stackdeck.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry of {@code os-instance-actions}. */
final class ActionRecord {

    /** A compute's part in it. */
    record Event(
            String name,
            Instant start,
            @Nullable Instant finish,
            @Nullable String result,
            @Nullable String traceback,
            @Nullable String details,
            @Nullable String host) {}

    private final String action;
    private final String requestId;
    private final String userId;
    private final String projectId;
    private final Instant start;
    private final List<Event> events = new ArrayList<>();
    private @Nullable String message;
    private Instant updated;

    ActionRecord(String action, String requestId, String userId, String projectId, Instant start) {
        this.action = action;
        this.requestId = requestId;
        this.userId = userId;
        this.projectId = projectId;
        this.start = start;
        this.updated = start;
    }

    String action() {
        return action;
    }

    String requestId() {
        return requestId;
    }

    String userId() {
        return userId;
    }

    String projectId() {
        return projectId;
    }

    Instant start() {
        return start;
    }

    synchronized @Nullable String message() {
        return message;
    }

    synchronized Instant updated() {
        return updated;
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized void begin(String event, Instant now, @Nullable String host) {
        events.add(new Event(event, now, null, null, null, null, host));
        updated = now;
    }

    /** Of what has begun and has not finished yet. */
    synchronized void succeed(Instant now) {
        finish(now, "Success", null, null);
    }

    /** The same; an error within an event is one of the event around it too. */
    synchronized void fail(Instant now, String traceback, String details) {
        finish(now, "Error", traceback, details);
        message = "Error";
    }

    /** Ends without an event of its own, as what the API does alone. */
    synchronized void end(Instant now) {
        updated = now;
    }

    private void finish(Instant now, String result, @Nullable String traceback, @Nullable String details) {
        events.replaceAll(e ->
                e.finish() != null ? e : new Event(e.name(), e.start(), now, result, traceback, details, e.host()));
        updated = now;
    }
}
