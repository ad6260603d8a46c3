package org.stackdeck.simulator.nova.tasks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stages and duration of an action.
 *
 * @param driverCall name that makes the action fail if the metadata item {@code lab_fail} contains it
 * @param millis duration on an idle host
 * @param failingStage the stage at whose end a requested failure happens
 */
record ActionExecutionPlan(String driverCall, int millis, List<ActionStage> stages, ActionStage failingStage) {

    static ActionExecutionPlan of(String driverCall, int millis, ActionStage... stages) {
        return new ActionExecutionPlan(driverCall, millis, List.of(stages), stages[stages.length - 1]);
    }

    /** Returns this plan with requested failures in the stage of the event. */
    ActionExecutionPlan failingIn(String event) {
        ActionStage actionStage =
                stages.stream().filter(s -> s.event().equals(event)).findFirst().orElseThrow();
        return new ActionExecutionPlan(driverCall, millis, stages, actionStage);
    }

    /** Returns the first task state; null if the first stage has none. */
    @Nullable
    String firstTask() {
        List<String> tasks = stages.getFirst().tasks();
        return tasks.isEmpty() ? null : tasks.getFirst();
    }

    int steps() {
        return stages.stream().mapToInt(ActionStage::steps).sum();
    }
}
