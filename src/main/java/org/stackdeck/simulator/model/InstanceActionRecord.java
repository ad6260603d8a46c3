package org.stackdeck.simulator.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entry of {@code os-instance-actions}. */
public final class InstanceActionRecord {

    public record Event(
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

    public InstanceActionRecord(String action, String requestId, String userId, String projectId, Instant start) {
        this.action = action;
        this.requestId = requestId;
        this.userId = userId;
        this.projectId = projectId;
        this.start = start;
        this.updated = start;
    }

    public String action() {
        return action;
    }

    public String requestId() {
        return requestId;
    }

    public String userId() {
        return userId;
    }

    public String projectId() {
        return projectId;
    }

    public Instant start() {
        return start;
    }

    synchronized @Nullable public String message() {
        return message;
    }

    public synchronized Instant updated() {
        return updated;
    }

    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    public synchronized void begin(String event, Instant now, @Nullable String host) {
        events.add(new Event(event, now, null, null, null, null, host));
        updated = now;
    }

    /** Finishes the running events successfully. */
    public synchronized void succeed(Instant now) {
        finish(now, "Success", null, null);
    }

    /** Finishes the running events with an error. An error in an inner event also causes the outer event to fail. */
    public synchronized void fail(Instant now, String traceback, String details) {
        finish(now, "Error", traceback, details);
        message = "Error";
    }

    private void finish(Instant now, String result, @Nullable String traceback, @Nullable String details) {
        events.replaceAll(e ->
                e.finish() != null ? e : new Event(e.name(), e.start(), now, result, traceback, details, e.host()));
        updated = now;
    }
}
