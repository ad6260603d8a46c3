package org.stackdeck.simulator;

import static org.stackdeck.simulator.VmState.*;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked of a server and takes its time, as data (nova.compute.api and nova.compute.manager). */
enum ComputeAction {
    START(
            new Request("os-start", "servers:start", "start"),
            "power_on",
            Set.of(STOPPED),
            List.of(new Stage("compute_start_instance", "powering-on")),
            500,
            ACTIVE,
            1),
    STOP(
            new Request("os-stop", "servers:stop", "stop"),
            "power_off",
            Set.of(ACTIVE, ERROR),
            List.of(new Stage("compute_stop_instance", "powering-off")),
            300,
            STOPPED,
            4),
    REBOOT(
            new Request("reboot", "servers:reboot", "reboot"),
            "reboot",
            Set.of(ACTIVE),
            List.of(new Stage("compute_reboot_instance", "rebooting", "reboot_pending", "reboot_started")),
            560,
            ACTIVE,
            1),
    HARD_REBOOT(
            new Request("reboot", "servers:reboot", "reboot"),
            "reboot",
            Set.of(ACTIVE, STOPPED, PAUSED, SUSPENDED, ERROR),
            List.of(new Stage(
                    "compute_reboot_instance", "rebooting_hard", "reboot_pending_hard", "reboot_started_hard")),
            600,
            ACTIVE,
            1),
    PAUSE(
            new Request("pause", "os-pause-server:pause", "pause"),
            "pause",
            Set.of(ACTIVE),
            List.of(new Stage("compute_pause_instance", "pausing")),
            290,
            PAUSED,
            3),
    UNPAUSE(
            new Request("unpause", "os-pause-server:unpause", "unpause"),
            "unpause",
            Set.of(PAUSED),
            List.of(new Stage("compute_unpause_instance", "unpausing")),
            290,
            ACTIVE,
            1),
    SUSPEND(
            new Request("suspend", "os-suspend-server:suspend", "suspend"),
            "suspend",
            Set.of(ACTIVE),
            List.of(new Stage("compute_suspend_instance", "suspending")),
            330,
            SUSPENDED,
            4),
    RESUME(
            new Request("resume", "os-suspend-server:resume", "resume"),
            "resume",
            Set.of(SUSPENDED),
            List.of(new Stage("compute_resume_instance", "resuming")),
            540,
            ACTIVE,
            1),
    CONFIRM_RESIZE(
            new Request("confirmResize", "servers:confirm_resize", "confirmResize"),
            "confirm_migration",
            Set.of(RESIZED),
            List.of(new Stage("compute_confirm_resize")),
            500,
            ACTIVE,
            1),
    REVERT_RESIZE(
            new Request("revertResize", "servers:revert_resize", "revertResize"),
            "finish_revert_migration",
            Set.of(RESIZED),
            List.of(
                    new Stage("compute_revert_resize", "resize_reverting"),
                    new Stage("compute_finish_revert_resize", "resize_reverting")),
            1200,
            ACTIVE,
            1),
    SHELVE(
            new Request("shelve", "os-shelve:shelve", "shelve"),
            "snapshot",
            Set.of(ACTIVE, STOPPED, PAUSED, SUSPENDED),
            List.of(new Stage(
                    "compute_shelve_instance",
                    "shelving",
                    "shelving_image_pending_upload",
                    "shelving_image_uploading",
                    "shelving_offloading")),
            1200,
            SHELVED_OFFLOADED,
            4),
    UNSHELVE(
            new Request("unshelve", "os-shelve:unshelve", "unshelve"),
            "spawn",
            Set.of(SHELVED, SHELVED_OFFLOADED),
            List.of(
                    new Stage("get_image_info", "unshelving"),
                    new Stage("schedule_instances", "unshelving"),
                    new Stage("compute_unshelve_instance", "spawning")),
            1600,
            ACTIVE,
            1),
    DELETE(
            new Request("", "servers:delete", "delete"),
            "destroy",
            Set.of(VmState.values()),
            List.of(new Stage("compute_terminate_instance", "deleting")),
            500,
            DELETED,
            0);

    private static final int OFF = 4;

    /** The tasks in which Nova takes a hard reboot all the same (task_states.ALLOW_REBOOT). */
    private static final Set<String> HARD_REBOOT_TAKEN_IN = Set.of(
            "rebooting",
            "reboot_pending",
            "reboot_started",
            "resuming",
            "rebooting_hard",
            "unpausing",
            "pausing",
            "suspending");

    /**
     * How it is asked for.
     *
     * @param key its name in the action's body
     * @param policy the rule that allows it, without {@code os_compute_api:}
     * @param word Nova's word for it in refusals and among the instance actions
     */
    record Request(String key, String policy, String word) {}

    /**
     * What one service does of it, as an event of its own; between two of them none runs.
     *
     * @param tasks the task states it goes through; none where it sets none
     */
    record Stage(String event, List<String> tasks) {
        Stage(String event, String... tasks) {
            this(event, List.of(tasks));
        }
    }

    private final Request request;
    private final String driverCall;
    private final Set<VmState> takenIn;
    private final List<Stage> stages;
    private final int millis;
    private final VmState end;
    private final int endPower;

    ComputeAction(
            Request request,
            String driverCall,
            Set<VmState> takenIn,
            List<Stage> stages,
            int millis,
            VmState end,
            int endPower) {
        this.request = request;
        this.driverCall = driverCall;
        this.takenIn = takenIn;
        this.stages = stages;
        this.millis = millis;
        this.end = end;
        this.endPower = endPower;
    }

    String policy() {
        return request.policy();
    }

    String word() {
        return request.word();
    }

    /** The name by which {@code lab_fail} makes it fail. */
    String driverCall() {
        return driverCall;
    }

    Set<VmState> takenIn() {
        return takenIn;
    }

    boolean takenDuring(String task) {
        return this == DELETE || (this == HARD_REBOOT && HARD_REBOOT_TAKEN_IN.contains(task));
    }

    List<Stage> stages() {
        return stages;
    }

    /** The task state it begins with; null where it sets none. */
    @Nullable
    String firstTask() {
        List<String> tasks = stages.getFirst().tasks();
        return tasks.isEmpty() ? null : tasks.getFirst();
    }

    /** How many steps of equal length it takes. */
    int steps() {
        return stages.stream()
                .mapToInt(stage -> Math.max(stage.tasks().size(), 1))
                .sum();
    }

    /** How long it takes a compute at rest, in milliseconds. */
    int millis() {
        return millis;
    }

    /** @param power before it; a resized server that was off stays off */
    VmState end(int power) {
        return leavesOff(power) ? STOPPED : end;
    }

    int endPower(int power) {
        return leavesOff(power) ? power : endPower;
    }

    private boolean leavesOff(int power) {
        return (this == CONFIRM_RESIZE || this == REVERT_RESIZE) && power == OFF;
    }

    /** A reboot is asked for by its type as well. */
    static Optional<ComputeAction> ofKey(String key) {
        return Arrays.stream(values())
                .filter(a -> a != DELETE && a.request.key().equals(key))
                .findFirst();
    }
}
