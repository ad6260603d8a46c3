package org.stackdeck.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entry of {@code os-instance-actions}. */
final class ActionRecord {

    /** An event of the action on one host. */
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

    /** Finishes the running events with success. */
    synchronized void succeed(Instant now) {
        finish(now, "Success", null, null);
    }

    /** Finishes the running events with an error. An error in an inner event also fails the outer one. */
    synchronized void fail(Instant now, String traceback, String details) {
        finish(now, "Error", traceback, details);
        message = "Error";
    }

    /** Completes an action that has no events, because only the API runs it. */
    synchronized void end(Instant now) {
        updated = now;
    }

    private void finish(Instant now, String result, @Nullable String traceback, @Nullable String details) {
        events.replaceAll(e ->
                e.finish() != null ? e : new Event(e.name(), e.start(), now, result, traceback, details, e.host()));
        updated = now;
    }
}
