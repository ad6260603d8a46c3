package org.stackdeck.simulator.nova.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.model.InstanceActionRecord;
import org.stackdeck.simulator.model.ServerFault;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.support.SimulatorScheduler;

/** Runs server actions asynchronously. */
public final class Conductor {

    private static final int HANDOVER_MILLIS = 20;

    private final SimulatorScheduler scheduler;
    private final double pace;

    /** @param pace factor by which actions are slower than on an idle host */
    public Conductor(SimulatorScheduler scheduler, double pace) {
        this.scheduler = scheduler;
        this.pace = pace;
    }

    /** Starts the action. The caller must have checked the server's state and must hold the server's monitor. */
    public void run(
            SimulatedServer server,
            ComputeAction action,
            InstanceActionRecord record,
            ActionSideEffect actionSideEffect) {
        Instant now = scheduler.now();
        long taskNumber = server.startTask(action.executionPlan().firstTask(), now);
        server.addAction(record);
        if (action.isDeletion() && !server.hasHost()) {
            // No host has the server: the API deletes it without an event.
            actionSideEffect.onSuccess(now);
            server.setState(VmState.DELETED, null, 0, now);
            return;
        }
        ActionExecutionPlan actionExecutionPlan = action.executionPlan();
        Duration step = millis(actionExecutionPlan.millis() / (double) actionExecutionPlan.steps());
        startNextStage(
                new Execution(server, action, record, actionSideEffect, taskNumber, step),
                actionExecutionPlan.stages().iterator());
    }

    /** Schedules a task after the delay, multiplied by the pace of this cloud. */
    public void schedule(int idleMillis, Runnable task) {
        scheduler.schedule(millis(idleMillis), task);
    }

    private record Execution(
            SimulatedServer server,
            ComputeAction action,
            InstanceActionRecord record,
            ActionSideEffect sideEffect,
            long taskNumber,
            Duration step) {

        boolean isCurrent() {
            return server.isCurrentTask(taskNumber);
        }

        boolean shouldFailIn(ActionStage actionStage) {
            ActionExecutionPlan actionExecutionPlan = action.executionPlan();
            return actionStage.equals(actionExecutionPlan.failingStage())
                    && ServerFault.isFailureRequested(server, actionExecutionPlan.driverCall());
        }

        /**
         * Moves the server to the next task state of the stage, if any. The inner event begins with the last task
         * state.
         */
        void enterTask(ActionStage actionStage, Iterator<String> tasks, Instant now) {
            if (tasks.hasNext()) {
                String task = tasks.next();
                server.task(task, now);
                sideEffect.onTaskState(task, now);
            }
            if (actionStage.inner() != null && !tasks.hasNext()) {
                record.begin(actionStage.inner(), now, server.configuration().host());
            }
        }
    }

    /** Starts the next stage after a delay for the message between services, during which no event runs. */
    private void startNextStage(Execution execution, Iterator<ActionStage> actionStages) {
        scheduler.schedule(millis(HANDOVER_MILLIS), () -> {
            ActionStage actionStage = actionStages.next();
            Instant now = scheduler.now();
            execution
                    .record()
                    .begin(
                            actionStage.event(),
                            now,
                            execution.server().configuration().host());
            Iterator<String> tasks = actionStage.tasks().iterator();
            if (execution.isCurrent()) {
                execution.enterTask(actionStage, tasks, now);
            }
            runStep(execution, actionStage, tasks, actionStages);
        });
    }

    private void runStep(
            Execution execution, ActionStage actionStage, Iterator<String> tasks, Iterator<ActionStage> actionStages) {
        scheduler.schedule(execution.step(), () -> {
            if (!execution.isCurrent()) {
                supersede(execution);
            } else if (tasks.hasNext()) {
                execution.enterTask(actionStage, tasks, scheduler.now());
                runStep(execution, actionStage, tasks, actionStages);
            } else if (execution.sideEffect().findObstacle(actionStage.event()).isPresent()) {
                abort(
                        execution,
                        execution.sideEffect().findObstacle(actionStage.event()).get(),
                        scheduler.now());
            } else if (execution.shouldFailIn(actionStage)) {
                fail(execution, scheduler.now());
            } else if (actionStages.hasNext()) {
                execution.record().succeed(scheduler.now());
                startNextStage(execution, actionStages);
            } else {
                end(execution);
            }
        });
    }

    private void supersede(Execution execution) {
        String details = "Conflict updating instance %s. Expected: {'task_state': ['%s']}. Actual: {'task_state': %s}"
                .formatted(
                        execution.server().id(),
                        execution.action().executionPlan().firstTask(),
                        quotedTask(execution.server().task()));
        execution.sideEffect().onFailure(scheduler.now());
        execution
                .record()
                .fail(
                        scheduler.now(),
                        FaultTracebacks.of(execution.action().executionPlan().driverCall(), details),
                        details);
    }

    private void end(Execution execution) {
        SimulatedServer server = execution.server();
        Instant now = scheduler.now();
        ComputeAction action = execution.action();
        synchronized (server) {
            execution.sideEffect().onSuccess(now);
            server.setState(
                    action.endState(server.vmState(), server.power()), null, action.endPower(server.power()), now);
            if (action.startsGuest()) {
                server.launched(now);
            }
        }
        execution.record().succeed(now);
    }

    /** Aborts the action. A new server goes to ERROR; other servers keep their state. */
    private static void abort(Execution execution, String obstacle, Instant now) {
        SimulatedServer server = execution.server();
        if (execution.action() == ComputeAction.BUILD) {
            String reason = reason(server, ComputeAction.BUILD, obstacle);
            server.setFault(new ServerFault(500, reason, now, ""), now);
            execution.record().succeed(now);
            return;
        }
        server.task(null, now);
        execution.sideEffect().onFailure(now);
        execution
                .record()
                .fail(now, FaultTracebacks.of(execution.action().executionPlan().driverCall(), obstacle), obstacle);
    }

    private static void fail(Execution execution, Instant now) {
        SimulatedServer server = execution.server();
        ComputeAction action = execution.action();
        String call = action.executionPlan().driverCall();
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
                    MIGRATE -> server.setFault(new ServerFault(500, reason, now, ""), now);
            // The thread on the source host records neither a failed event nor a fault.
            case LIVE_MIGRATE -> server.setState(VmState.ERROR, null, server.power(), now);
            case RESCUE -> server.setFault(new ServerFault(400, reason, now, ""), now);
            case REBOOT, HARD_REBOOT -> {
                if (server.power() == 1) {
                    // The guest still runs, so Nova considers the reboot successful.
                    server.setState(VmState.ACTIVE, null, 1, now);
                    execution.record().succeed(now);
                    return;
                }
                server.setFault(new ServerFault(500, reason, now, ""), now);
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
        execution.sideEffect().onFailure(now);
        if (action == ComputeAction.BUILD || action == ComputeAction.LIVE_MIGRATE) {
            // Nova reports success for the events of both actions. Only the server's fault shows that a build failed.
            execution.record().succeed(now);
        } else {
            execution.record().fail(now, FaultTracebacks.of(call, reason), reason);
        }
    }

    private static String reason(SimulatedServer server, ComputeAction action, String error) {
        return switch (action) {
            case BUILD, REBUILD, REBUILD_STOPPED -> "Build of instance %s aborted: %s".formatted(server.id(), error);
            case RESCUE -> "Instance %s cannot be rescued: Driver Error: %s".formatted(server.id(), error);
            default -> error;
        };
    }

    private Duration millis(double idleMillis) {
        return Duration.ofNanos((long) (idleMillis * pace * 1_000_000));
    }

    private static String quotedTask(@Nullable String task) {
        return task == null ? "None" : "'" + task + "'";
    }
}
