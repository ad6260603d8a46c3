package org.stackdeck.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done for an action.
 *
 * @param driverCall the name by which {@code lab_fail} makes it fail
 * @param millis how long it takes a compute at rest
 * @param risky the stage at whose end it fails, if it is to fail
 */
record Work(String driverCall, int millis, List<Stage> stages, Stage risky) {

    static Work of(String driverCall, int millis, Stage... stages) {
        return new Work(driverCall, millis, List.of(stages), stages[stages.length - 1]);
    }

    /** The same, where the driver is called in that stage. */
    Work failingIn(String event) {
        Stage stage =
                stages.stream().filter(s -> s.event().equals(event)).findFirst().orElseThrow();
        return new Work(driverCall, millis, stages, stage);
    }

    /** The task state it begins with; null where it sets none. */
    @Nullable
    String firstTask() {
        List<String> tasks = stages.getFirst().tasks();
        return tasks.isEmpty() ? null : tasks.getFirst();
    }

    int steps() {
        return stages.stream().mapToInt(Stage::steps).sum();
    }
}
