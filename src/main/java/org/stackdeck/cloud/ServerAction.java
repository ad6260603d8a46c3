package org.stackdeck.cloud;

import static org.stackdeck.cloud.ServerStatus.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What can be done to a server, as data: the permission it needs, the states Nova takes it in (nova.compute.api,
 * {@code check_instance_state}), whether a lock stands in its way, and how the cloud names it.
 */
public enum ServerAction {
    START("start", "server:start", "start", EnumSet.of(SHUTOFF), Danger.NONE),
    STOP("stop", "server:stop", "stop", EnumSet.of(ACTIVE, ERROR), Danger.INTERRUPTS),
    REBOOT("reboot", "server:reboot", "reboot", EnumSet.of(ACTIVE), Danger.INTERRUPTS),
    HARD_REBOOT(
            "hard-reboot",
            "server:reboot",
            "reboot",
            EnumSet.of(ACTIVE, SHUTOFF, PAUSED, SUSPENDED, ERROR),
            Danger.INTERRUPTS),
    DELETE(
            "delete",
            "server:delete",
            "delete",
            EnumSet.complementOf(EnumSet.of(DELETED, SOFT_DELETED)),
            Danger.DESTROYS);

    /** What it does to those who use the server. */
    public enum Danger {
        NONE,
        INTERRUPTS,
        DESTROYS
    }

    private final String word;
    private final String permission;
    private final String instanceAction;
    private final Set<ServerStatus> allowedIn;
    private final Danger danger;

    ServerAction(String word, String permission, String instanceAction, Set<ServerStatus> allowedIn, Danger danger) {
        this.word = word;
        this.permission = permission;
        this.instanceAction = instanceAction;
        this.allowedIn = Set.copyOf(allowedIn);
        this.danger = danger;
    }

    /** Its name in the REST interface: the {@code openstack} command's word in kebab case. */
    public String word() {
        return word;
    }

    /** The permission it needs, as {@code object:verb}. */
    public String permission() {
        return permission;
    }

    /** The {@code action} by which Nova lists it under {@code os-instance-actions}. */
    public String instanceAction() {
        return instanceAction;
    }

    public Set<ServerStatus> allowedIn() {
        return allowedIn;
    }

    public Danger danger() {
        return danger;
    }

    /**
     * Whether the server's state takes this action. A running task refuses all but two (nova.compute.api): a hard reboot
     * is taken in {@code task_states.ALLOW_REBOOT}, which is the way out of a reboot that hangs, and a delete always; but
     * one that is already under way is not asked for twice.
     */
    public boolean takenIn(Server server) {
        TaskState task = server.taskState();
        if (task == null) {
            return allowedIn.contains(server.status());
        }
        return switch (this) {
            case START, STOP, REBOOT -> false;
            case HARD_REBOOT ->
                TASKS_HARD_REBOOT_BREAKS.contains(task)
                        && (allowedIn.contains(server.status()) || REBOOTING.contains(server.status()));
            case DELETE ->
                allowedIn.contains(server.status()) && task != TaskState.DELETING && task != TaskState.SOFT_DELETING;
        };
    }

    private static final Set<TaskState> TASKS_HARD_REBOOT_BREAKS = EnumSet.of(
            TaskState.REBOOTING,
            TaskState.REBOOT_PENDING,
            TaskState.REBOOT_STARTED,
            TaskState.RESUMING,
            TaskState.REBOOTING_HARD,
            TaskState.UNPAUSING,
            TaskState.PAUSING,
            TaskState.SUSPENDING);

    /** What Nova's API makes of ACTIVE while it reboots. */
    private static final Set<ServerStatus> REBOOTING = EnumSet.of(ServerStatus.REBOOT, ServerStatus.HARD_REBOOT);

    public static Optional<ServerAction> ofWord(String word) {
        return Arrays.stream(values()).filter(a -> a.word.equals(word)).findFirst();
    }
}
