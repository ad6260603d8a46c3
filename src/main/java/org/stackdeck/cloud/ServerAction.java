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
     * Whether the server's state takes this action. A running task refuses all but delete and hard reboot, which Nova
     * accepts in most task states; a delete that is already under way is not taken twice.
     */
    public boolean takenIn(Server server) {
        if (!allowedIn.contains(server.status())) {
            return false;
        }
        if (server.taskState() == null) {
            return true;
        }
        return this == DELETE && server.taskState() != TaskState.DELETING;
    }

    public static Optional<ServerAction> ofWord(String word) {
        return Arrays.stream(values()).filter(a -> a.word.equals(word)).findFirst();
    }
}
