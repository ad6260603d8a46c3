package org.stackdeck.platform.node;

import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Event in its stored form.
 *
 * @param type name of the class
 * @param content JSON
 */
record SerializedNodeEvent(String type, String content) {

    private static final int MAX_EVENTS = 100;
    private static final int MAX_CONTENT = 4000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    /**
     * Returns the events of a transaction. Returns only {@link CachesInvalidated} if there are too many events or one
     * is too long.
     */
    static List<SerializedNodeEvent> of(Collection<? extends NodeEvent> events) {
        if (events.size() > MAX_EVENTS) {
            return List.of(of(new CachesInvalidated()));
        }
        List<SerializedNodeEvent> stored =
                events.stream().map(SerializedNodeEvent::of).toList();
        return stored.stream().anyMatch(event -> event.content().length() > MAX_CONTENT)
                ? List.of(of(new CachesInvalidated()))
                : stored;
    }

    private static SerializedNodeEvent of(NodeEvent event) {
        return new SerializedNodeEvent(event.getClass().getName(), JSON.writeValueAsString(event));
    }

    /** Returns the event; {@link CachesInvalidated} if this version of Stackdeck cannot read it. */
    NodeEvent read() {
        try {
            // Initialize no class that is not an implementation of the interface, regardless of the content of the
            // database.
            Class<? extends NodeEvent> known =
                    Class.forName(type, false, NodeEvent.class.getClassLoader()).asSubclass(NodeEvent.class);
            return JSON.readValue(content, known);
        } catch (ClassNotFoundException | ClassCastException | JacksonException e) {
            return new CachesInvalidated();
        }
    }
}
