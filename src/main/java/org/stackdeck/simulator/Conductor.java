package org.stackdeck.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Runs server actions asynchronously. */
final class Conductor {

    private static final int UNTIL_THE_NEXT_HEARS = 20;

    private final Time time;
    private final double pace;

    /** @param pace factor by which actions are slower than on an idle host */
    Conductor(Time time, double pace) {
        this.time = time;
        this.pace = pace;
    }

    /** Starts the action. The caller has checked the state of the server and holds its monitor. */
    void run(SimulatedServer server, ComputeAction action, ActionRecord record, Errand errand) {
        Instant now = time.now();
        long turn = server.begin(action.work().firstTask(), now);
        server.log(record);
        if (action.deletes() && !server.placed()) {
            // No host has the server: the API deletes it without an event.
            errand.succeeds(now);
            server.become(VmState.DELETED, null, 0, now);
            return;
        }
        Work work = action.work();
        Duration step = millis(work.millis() / (double) work.steps());
        handOn(
                new Course(server, action, record, errand, turn, step),
                work.stages().iterator());
    }

    /** Schedules a task after a delay, which is multiplied by the pace of this cloud. */
    void later(int atRest, Runnable task) {
        time.after(millis(atRest), task);
    }

    private record Course(
            SimulatedServer server,
            ComputeAction action,
            ActionRecord record,
            Errand errand,
            long turn,
            Duration step) {

        boolean goesOn() {
            return server.isTurn(turn);
        }

        boolean failsIn(Stage stage) {
            Work work = action.work();
            return stage.equals(work.risky()) && Failure.isWanted(server, work.driverCall());
        }

        /** Moves the server to the next task state of the stage. */
        void come(Stage stage, Iterator<String> tasks, Instant now) {
            if (tasks.hasNext()) {
                String task = tasks.next();
                server.task(task, now);
                errand.reaches(task, now);
            }
            if (stage.inner() != null && !tasks.hasNext()) {
                record.begin(stage.inner(), now, server.build().host());
            }
        }
    }

    /** Starts the next stage after a delay for the message between services, during which no event runs. */
    private void handOn(Course course, Iterator<Stage> stages) {
        time.after(millis(UNTIL_THE_NEXT_HEARS), () -> {
            Stage stage = stages.next();
            Instant now = time.now();
            course.record().begin(stage.event(), now, course.server().build().host());
            Iterator<String> tasks = stage.tasks().iterator();
            if (course.goesOn()) {
                course.come(stage, tasks, now);
            }
            go(course, stage, tasks, stages);
        });
    }

    private void go(Course course, Stage stage, Iterator<String> tasks, Iterator<Stage> stages) {
        time.after(course.step(), () -> {
            if (!course.goesOn()) {
                overtaken(course);
            } else if (tasks.hasNext()) {
                course.come(stage, tasks, time.now());
                go(course, stage, tasks, stages);
            } else if (course.errand().obstacle(stage.event()).isPresent()) {
                stop(course, course.errand().obstacle(stage.event()).get(), time.now());
            } else if (course.failsIn(stage)) {
                fail(course, time.now());
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
                        course.action().work().firstTask(),
                        quoted(course.server().task()));
        course.errand().fails(time.now());
        course.record().fail(time.now(), Tracebacks.of(course.action().work().driverCall(), details), details);
    }

    private void end(Course course) {
        SimulatedServer server = course.server();
        Instant now = time.now();
        ComputeAction action = course.action();
        synchronized (server) {
            course.errand().succeeds(now);
            server.become(action.end(server.vmState(), server.power()), null, action.endPower(server.power()), now);
            if (action.launches()) {
                server.launched(now);
            }
        }
        course.record().succeed(now);
    }

    /** Aborts the action. A new server goes to ERROR; other servers keep their state. */
    private static void stop(Course course, String obstacle, Instant now) {
        SimulatedServer server = course.server();
        if (course.action() == ComputeAction.BUILD) {
            String reason = reason(server, ComputeAction.BUILD, obstacle);
            server.breakDown(new Failure(500, reason, now, ""), now);
            course.record().succeed(now);
            return;
        }
        server.task(null, now);
        course.errand().fails(now);
        course.record().fail(now, Tracebacks.of(course.action().work().driverCall(), obstacle), obstacle);
    }

    private static void fail(Course course, Instant now) {
        SimulatedServer server = course.server();
        ComputeAction action = course.action();
        String call = action.work().driverCall();
        String reason = reason(server, action, "lab_fail asked for a failed " + call);
        switch (action) {
            case BUILD,
                    DELETE,
                    FORCE_DELETE,
                    CONFIRM_RESIZE,
                    REVERT_RESIZE,
                    UNRESCUE,
                    REBUILD,
                    REBUILD_STOPPED,
                    RESIZE,
                    MIGRATE -> server.breakDown(new Failure(500, reason, now, ""), now);
            // The thread on the source host logs neither an event nor a fault.
            case LIVE_MIGRATE -> server.become(VmState.ERROR, null, server.power(), now);
            case RESCUE -> server.breakDown(new Failure(400, reason, now, ""), now);
            case REBOOT, HARD_REBOOT -> {
                if (server.power() == 1) {
                    // The guest still runs, so Nova considers the reboot successful.
                    server.become(VmState.ACTIVE, null, 1, now);
                    course.record().succeed(now);
                    return;
                }
                server.breakDown(new Failure(500, reason, now, ""), now);
            }
            case START,
                    STOP,
                    PAUSE,
                    UNPAUSE,
                    SUSPEND,
                    RESUME,
                    CREATE_IMAGE,
                    SHELVE,
                    SHELVE_OFFLOAD,
                    UNSHELVE,
                    RESTORE,
                    SOFT_DELETE -> server.task(null, now);
        }
        course.errand().fails(now);
        if (action == ComputeAction.BUILD || action == ComputeAction.LIVE_MIGRATE) {
            // Nova reports success for both events. Only the fault of a server shows that its build failed.
            course.record().succeed(now);
        } else {
            course.record().fail(now, Tracebacks.of(call, reason), reason);
        }
    }

    private static String reason(SimulatedServer server, ComputeAction action, String error) {
        return switch (action) {
            case BUILD, REBUILD, REBUILD_STOPPED -> "Build of instance %s aborted: %s".formatted(server.id(), error);
            case RESCUE -> "Instance %s cannot be rescued: Driver Error: %s".formatted(server.id(), error);
            default -> error;
        };
    }

    private Duration millis(double atRest) {
        return Duration.ofNanos((long) (atRest * pace * 1_000_000));
    }

    private static String quoted(@Nullable String task) {
        return task == null ? "None" : "'" + task + "'";
    }
}
