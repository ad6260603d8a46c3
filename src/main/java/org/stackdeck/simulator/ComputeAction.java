package org.stackdeck.simulator;

import static org.stackdeck.simulator.VmState.*;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be asked of a server and takes its time, as data (nova.compute.api and nova.compute.manager). */
enum ComputeAction {
    START(
            new Request("os-start", "servers:start", "start"),
            "compute_start_instance",
            "power_on",
            Set.of(STOPPED),
            List.of("powering-on"),
            500,
            ACTIVE,
            1),
    STOP(
            new Request("os-stop", "servers:stop", "stop"),
            "compute_stop_instance",
            "power_off",
            Set.of(ACTIVE, ERROR),
            List.of("powering-off"),
            300,
            STOPPED,
            4),
    REBOOT(
            new Request("reboot", "servers:reboot", "reboot"),
            "compute_reboot_instance",
            "reboot",
            Set.of(ACTIVE),
            List.of("rebooting", "reboot_pending", "reboot_started"),
            560,
            ACTIVE,
            1),
    HARD_REBOOT(
            new Request("reboot", "servers:reboot", "reboot"),
            "compute_reboot_instance",
            "reboot",
            Set.of(ACTIVE, STOPPED, PAUSED, SUSPENDED, ERROR),
            List.of("rebooting_hard", "reboot_pending_hard", "reboot_started_hard"),
            600,
            ACTIVE,
            1),
    PAUSE(
            new Request("pause", "os-pause-server:pause", "pause"),
            "compute_pause_instance",
            "pause",
            Set.of(ACTIVE),
            List.of("pausing"),
            290,
            PAUSED,
            3),
    UNPAUSE(
            new Request("unpause", "os-pause-server:unpause", "unpause"),
            "compute_unpause_instance",
            "unpause",
            Set.of(PAUSED),
            List.of("unpausing"),
            290,
            ACTIVE,
            1),
    SUSPEND(
            new Request("suspend", "os-suspend-server:suspend", "suspend"),
            "compute_suspend_instance",
            "suspend",
            Set.of(ACTIVE),
            List.of("suspending"),
            330,
            SUSPENDED,
            4),
    RESUME(
            new Request("resume", "os-suspend-server:resume", "resume"),
            "compute_resume_instance",
            "resume",
            Set.of(SUSPENDED),
            List.of("resuming"),
            540,
            ACTIVE,
            1),
    DELETE(
            new Request("", "servers:delete", "delete"),
            "compute_terminate_instance",
            "destroy",
            Set.of(VmState.values()),
            List.of("deleting"),
            500,
            DELETED,
            0);

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

    private final Request request;
    private final String event;
    private final String driverCall;
    private final Set<VmState> takenIn;
    private final List<String> tasks;
    private final int millis;
    private final VmState end;
    private final int endPower;

    ComputeAction(
            Request request,
            String event,
            String driverCall,
            Set<VmState> takenIn,
            List<String> tasks,
            int millis,
            VmState end,
            int endPower) {
        this.request = request;
        this.event = event;
        this.driverCall = driverCall;
        this.takenIn = takenIn;
        this.tasks = tasks;
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

    /** The event that the compute service logs for it. */
    String event() {
        return event;
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

    /** The task states it goes through. */
    List<String> tasks() {
        return tasks;
    }

    /** How long it takes a compute at rest, in milliseconds. */
    int millis() {
        return millis;
    }

    VmState end() {
        return end;
    }

    int endPower() {
        return endPower;
    }

    /** A reboot is asked for by its type as well. */
    static Optional<ComputeAction> ofKey(String key) {
        return Arrays.stream(values())
                .filter(a -> a != DELETE && a.request.key().equals(key))
                .findFirst();
    }
}
