package org.stackdeck.cloud;

import static org.stackdeck.cloud.ServerStatus.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What can be done to a server, as data: the permission it needs, the states Nova takes it in (nova.compute.api,
 * {@code check_instance_state}), whether a lock stands in its way, how its end is known, and how the cloud names it.
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
    PAUSE("pause", "server:pause", "pause", EnumSet.of(ACTIVE), Danger.INTERRUPTS),
    UNPAUSE("unpause", "server:pause", "unpause", EnumSet.of(PAUSED), Danger.NONE),
    SUSPEND("suspend", "server:pause", "suspend", EnumSet.of(ACTIVE), Danger.INTERRUPTS),
    RESUME("resume", "server:pause", "resume", EnumSet.of(SUSPENDED), Danger.NONE),
    CONFIRM_RESIZE("confirm-resize", "server:resize", "confirmResize", EnumSet.of(VERIFY_RESIZE), Danger.NONE),
    REVERT_RESIZE("revert-resize", "server:resize", "revertResize", EnumSet.of(VERIFY_RESIZE), Danger.LOSES),
    SHELVE("shelve", "server:shelve", "shelve", EnumSet.of(ACTIVE, SHUTOFF, PAUSED, SUSPENDED), Danger.INTERRUPTS),
    UNSHELVE("unshelve", "server:shelve", "unshelve", EnumSet.of(SHELVED, SHELVED_OFFLOADED), Danger.NONE),
    LOCK("lock", "server:lock", "lock", EnumSet.complementOf(EnumSet.of(DELETED, SOFT_DELETED)), Danger.NONE),
    UNLOCK("unlock", "server:lock", "unlock", EnumSet.complementOf(EnumSet.of(DELETED, SOFT_DELETED)), Danger.NONE),
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
        /** Takes away some of what is on it, for good. */
        LOSES,
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
     * Whether the server's state takes this action. A running task refuses all but a few (nova.compute.api): a hard reboot
     * is taken in {@code task_states.ALLOW_REBOOT}, which is the way out of a reboot that hangs; a lock is set and lifted
     * whatever goes on; and a delete is taken always, but one that is already under way is not asked for twice.
     */
    public boolean takenIn(Server server) {
        TaskState task = server.taskState();
        if (task == null) {
            return allowedIn.contains(server.status());
        }
        return switch (this) {
            case START,
                    STOP,
                    REBOOT,
                    PAUSE,
                    UNPAUSE,
                    SUSPEND,
                    RESUME,
                    CONFIRM_RESIZE,
                    REVERT_RESIZE,
                    SHELVE,
                    UNSHELVE -> false;
            case HARD_REBOOT ->
                TASKS_HARD_REBOOT_BREAKS.contains(task)
                        && (allowedIn.contains(server.status()) || REBOOTING.contains(server.status()));
            case LOCK, UNLOCK -> allowedIn.contains(server.status());
            case DELETE ->
                allowedIn.contains(server.status()) && task != TaskState.DELETING && task != TaskState.SOFT_DELETING;
        };
    }

    /** Whether it is for locked servers; a lock stands in the way of all others (nova.compute.api, check_instance_lock). */
    public boolean liftsLock() {
        return this == UNLOCK;
    }

    /**
     * Whether it is worth naming for a server like this one, whoever asks and whatever is being done to it right now:
     * nobody looks for a way to unpause one that is not paused.
     */
    public boolean suits(Server server) {
        return switch (this) {
            case LOCK -> !server.locked();
            case UNLOCK -> server.locked();
            case START,
                    STOP,
                    REBOOT,
                    HARD_REBOOT,
                    PAUSE,
                    UNPAUSE,
                    SUSPEND,
                    RESUME,
                    CONFIRM_RESIZE,
                    REVERT_RESIZE,
                    SHELVE,
                    UNSHELVE,
                    DELETE -> allowedIn.contains(beneath(server.status()));
        };
    }

    /**
     * Whether one of Nova's services hands it on to the next (nova.conductor.manager, {@code unshelve_instance};
     * nova.compute.manager, {@code revert_resize}). In between, all its events so far are finished although it has not
     * ended; the server's task state lasts until it has.
     */
    public boolean handedOn() {
        return this == UNSHELVE || this == REVERT_RESIZE;
    }

    /** Whether it moves a whole disk to or from the image service, which may take an hour. */
    public boolean movesDisk() {
        return this == SHELVE || this == UNSHELVE;
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

    /** The state that Nova's API hides behind a passing one (nova.api.openstack.common, {@code _STATE_MAP}). */
    private static ServerStatus beneath(ServerStatus shown) {
        if (shown == ServerStatus.REVERT_RESIZE) {
            return VERIFY_RESIZE;
        }
        return shown == ServerStatus.PASSWORD || REBOOTING.contains(shown) ? ACTIVE : shown;
    }

    public static Optional<ServerAction> ofWord(String word) {
        return Arrays.stream(values()).filter(a -> a.word.equals(word)).findFirst();
    }
}
