package org.stackdeck.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out what was asked of a server, in its own time. */
final class Conductor {

    private static final int UNTIL_THE_NEXT_HEARS = 20;

    private final Time time;
    private final double pace;

    /** @param pace how many times slower than a compute at rest */
    Conductor(Time time, double pace) {
        this.time = time;
        this.pace = pace;
    }

    /** Begins the action; the state was checked and the server is the caller's for the moment. */
    void run(SimulatedServer server, ComputeAction action, ActionRecord record) {
        Instant now = time.now();
        long turn = server.begin(action.firstTask(), now);
        server.log(record);
        String host = server.origin().host();
        if (action == ComputeAction.DELETE && (host == null || server.vmState() == VmState.SHELVED_OFFLOADED)) {
            // no compute has it: the API deletes it by itself, and no event is logged
            server.become(VmState.DELETED, null, 0, now);
            return;
        }
        Duration step = millis(action.millis() / (double) action.steps());
        handOn(new Course(server, action, record, turn, step), action.stages().iterator());
    }

    private record Course(SimulatedServer server, ComputeAction action, ActionRecord record, long turn, Duration step) {

        boolean goesOn() {
            return server.isTurn(turn);
        }
    }

    /** The next service hears of it a moment later; until then no event runs. */
    private void handOn(Course course, Iterator<ComputeAction.Stage> stages) {
        time.after(millis(UNTIL_THE_NEXT_HEARS), () -> {
            ComputeAction.Stage stage = stages.next();
            course.record()
                    .begin(stage.event(), time.now(), course.server().origin().host());
            Iterator<String> tasks = stage.tasks().iterator();
            if (tasks.hasNext() && course.goesOn()) {
                course.server().task(tasks.next(), time.now());
            }
            go(course, tasks, stages);
        });
    }

    private void go(Course course, Iterator<String> tasks, Iterator<ComputeAction.Stage> stages) {
        time.after(course.step(), () -> {
            if (!course.goesOn()) {
                overtaken(course);
            } else if (tasks.hasNext()) {
                course.server().task(tasks.next(), time.now());
                go(course, tasks, stages);
            } else if (stages.hasNext()) {
                course.record().succeed(time.now());
                handOn(course, stages);
            } else {
                end(course);
            }
        });
    }

    private void overtaken(Course course) {
        String details = "Conflict updating instance %s. Expected: {'task_state': ['%s']}. Actual: {'task_state': %s}"
                .formatted(
                        course.server().id(),
                        course.action().firstTask(),
                        quoted(course.server().task()));
        course.record().fail(time.now(), Tracebacks.of(course.action(), details), details);
    }

    private void end(Course course) {
        SimulatedServer server = course.server();
        ComputeAction action = course.action();
        Instant now = time.now();
        if (!fails(server, action)) {
            server.become(action.end(server.power()), null, action.endPower(server.power()), now);
            course.record().succeed(now);
            return;
        }
        String reason = "lab_fail asked for a failed " + action.driverCall();
        switch (action) {
            case DELETE, CONFIRM_RESIZE, REVERT_RESIZE -> server.breakDown(new Failure(500, reason, now, ""), now);
            case REBOOT, HARD_REBOOT -> {
                if (server.power() == 1) {
                    // the guest still runs, so that Nova takes it for done
                    server.become(VmState.ACTIVE, null, 1, now);
                    course.record().succeed(now);
                    return;
                }
                server.breakDown(new Failure(500, reason, now, ""), now);
            }
            case START, STOP, PAUSE, UNPAUSE, SUSPEND, RESUME, SHELVE, UNSHELVE -> server.task(null, now);
        }
        course.record().fail(now, Tracebacks.of(action, reason), reason);
    }

    private static boolean fails(SimulatedServer server, ComputeAction action) {
        String wanted = server.metadata().getOrDefault("lab_fail", "");
        return List.of(wanted.split(",")).contains(action.driverCall());
    }

    private Duration millis(double atRest) {
        return Duration.ofNanos((long) (atRest * pace * 1_000_000));
    }

    private static String quoted(@Nullable String task) {
        return task == null ? "None" : "'" + task + "'";
    }
}
