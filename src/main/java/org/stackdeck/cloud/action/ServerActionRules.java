package org.stackdeck.cloud.action;

import static org.stackdeck.cloud.server.ServerStatus.*;

import java.util.EnumSet;
import java.util.Set;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;

/** Determines whether Nova accepts an action in the current state of a server, and whether the action is relevant. */
final class ServerActionRules {

    static final Set<ServerStatus> NOT_DELETED = EnumSet.complementOf(EnumSet.of(DELETED, SOFT_DELETED));
    /**
     * Statuses in which Nova accepts changes of tags (nova.api.openstack.compute.server_tags) and metadata ({@code
     * update_instance_metadata} in nova.compute.api).
     */
    static final Set<ServerStatus> WITH_TAGS = EnumSet.of(ACTIVE, PAUSED, SUSPENDED, SHUTOFF);

    static final Set<ServerStatus> WITH_INTERFACES = EnumSet.of(ACTIVE, PAUSED, SHUTOFF);
    static final Set<ServerStatus> WITH_VOLUMES =
            EnumSet.of(ACTIVE, PAUSED, SHUTOFF, VERIFY_RESIZE, SHELVED, SHELVED_OFFLOADED);

    private static final Set<TaskState> TASKS_INTERRUPTED_BY_HARD_REBOOT = EnumSet.of(
            TaskState.REBOOTING,
            TaskState.REBOOT_PENDING,
            TaskState.REBOOT_STARTED,
            TaskState.RESUMING,
            TaskState.REBOOTING_HARD,
            TaskState.UNPAUSING,
            TaskState.PAUSING,
            TaskState.SUSPENDING);

    /** The statuses that Nova's API reports instead of ACTIVE during a reboot. */
    private static final Set<ServerStatus> REBOOT_STATUSES = EnumSet.of(ServerStatus.REBOOT, ServerStatus.HARD_REBOOT);

    private ServerActionRules() {}

    static boolean isAllowedIn(ServerAction action, Server server) {
        boolean hasStatus = action.allowedIn().contains(server.status());
        TaskState task = server.taskState();
        if (task == null) {
            return hasStatus;
        }
        return switch (action) {
            case HARD_REBOOT ->
                TASKS_INTERRUPTED_BY_HARD_REBOOT.contains(task)
                        && (hasStatus || REBOOT_STATUSES.contains(server.status()));
            case LOCK, UNLOCK -> hasStatus;
            case DELETE, FORCE_DELETE -> hasStatus && task != TaskState.DELETING && task != TaskState.SOFT_DELETING;
            default -> hasStatus && action.instanceAction().isEmpty();
        };
    }

    static boolean isRelevantFor(ServerAction action, Server server) {
        return switch (action) {
            case LOCK -> !server.locked();
            case UNLOCK -> server.locked();
            default -> action.allowedIn().contains(server.status().underlying());
        };
    }
}
