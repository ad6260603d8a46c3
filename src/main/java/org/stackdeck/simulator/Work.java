package org.stackdeck.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stages and duration of an action.
 *
 * @param driverCall the value of the metadata key {@code lab_fail} that makes it fail
 * @param millis duration on an idle host
 * @param risky the stage at whose end a requested failure happens
 */
record Work(String driverCall, int millis, List<Stage> stages, Stage risky) {

    static Work of(String driverCall, int millis, Stage... stages) {
        return new Work(driverCall, millis, List.of(stages), stages[stages.length - 1]);
    }

    /** Returns this work with the driver call in that stage. */
    Work failingIn(String event) {
        Stage stage =
                stages.stream().filter(s -> s.event().equals(event)).findFirst().orElseThrow();
        return new Work(driverCall, millis, stages, stage);
    }

    /** The first task state, or null. */
    @Nullable
    String firstTask() {
        List<String> tasks = stages.getFirst().tasks();
        return tasks.isEmpty() ? null : tasks.getFirst();
    }

    int steps() {
        return stages.stream().mapToInt(Stage::steps).sum();
    }
}
