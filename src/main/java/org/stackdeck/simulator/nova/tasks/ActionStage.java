package org.stackdeck.simulator.nova.tasks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of an action that one service runs as a separate event. No event runs between two stages.
 *
 * @param inner event that begins within the stage, together with its last task state; null for none
 * @param tasks task states of the stage; may be empty
 */
record ActionStage(String event, @Nullable String inner, List<String> tasks) {

    static ActionStage of(String event, String... tasks) {
        return new ActionStage(event, null, List.of(tasks));
    }

    ActionStage with(String innerEvent) {
        return new ActionStage(event, innerEvent, tasks);
    }

    /** Returns the number of steps of equal duration. */
    int steps() {
        return Math.max(tasks.size(), 1);
    }
}
