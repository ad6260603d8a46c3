package org.stackdeck.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one service does of an action, as an event of its own; between two of them none runs.
 *
 * @param inner an event within it, that begins with its last task
 * @param tasks the task states it goes through; none where it sets none
 */
record Stage(String event, @Nullable String inner, List<String> tasks) {

    static Stage of(String event, String... tasks) {
        return new Stage(event, null, List.of(tasks));
    }

    Stage with(String innerEvent) {
        return new Stage(event, innerEvent, tasks);
    }

    /** How many steps of equal length it takes. */
    int steps() {
        return Math.max(tasks.size(), 1);
    }
}
