package org.stackdeck.simulator.nova.tasks;

import java.time.Instant;
import java.util.Optional;

/** Side effects of a server action, other than changes of the server's state. */
public interface ActionSideEffect {

    ActionSideEffect NONE = new ActionSideEffect() {};

    /** Runs when the server enters a task state. */
    default void onTaskState(String task, Instant now) {}

    /** Returns the reason why the event fails; empty if it succeeds. */
    default Optional<String> findObstacle(String event) {
        return Optional.empty();
    }

    /** Runs when the action is complete, before the server changes to its new state. */
    default void onSuccess(Instant now) {}

    default void onFailure(Instant now) {}

    static ActionSideEffect runOnSuccess(Runnable action) {
        return new ActionSideEffect() {
            @Override
            public void onSuccess(Instant now) {
                action.run();
            }
        };
    }
}
