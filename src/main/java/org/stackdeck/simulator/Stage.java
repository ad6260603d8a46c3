package org.stackdeck.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of an action that one service runs as a separate event. No event runs between two stages.
 *
 * @param inner event within the stage that starts with its last task state
 * @param tasks task states of the stage; may be empty
 */
record Stage(String event, @Nullable String inner, List<String> tasks) {

    static Stage of(String event, String... tasks) {
        return new Stage(event, null, List.of(tasks));
    }

    Stage with(String innerEvent) {
        return new Stage(event, innerEvent, tasks);
    }

    /** Number of steps of equal duration. */
    int steps() {
        return Math.max(tasks.size(), 1);
    }
}
