package org.stackdeck.cloud.action;

import java.util.Optional;
import org.stackdeck.cloud.server.ServerStatus;

/**
 * Describes the events that Nova records during an action, from which Stackdeck determines the result of the action.
 */
public final class ServerActionCompletionRules {

    private ServerActionCompletionRules() {}

    /**
     * Returns whether several Nova services perform the action in turn (nova.conductor.manager, {@code
     * unshelve_instance}; nova.compute.manager, {@code revert_resize}). Between two services, all events so far are
     * finished although the action has not ended; the task state of the server lasts until the end.
     */
    public static boolean spansServices(ServerAction action) {
        return switch (action) {
            case UNSHELVE, RESIZE, MIGRATE, LIVE_MIGRATE, REVERT_RESIZE, REBUILD -> true;
            default -> false;
        };
    }

    /**
     * Returns whether Nova checks the lock and the state of the server and sets its task state before it accepts the
     * action (nova.compute.api, {@code check_instance_lock} and {@code check_instance_state}). The task state lasts
     * until the action has ended, and no field other than the state of the server changes.
     */
    public static boolean setsTaskOnAcceptance(ServerAction action) {
        return switch (action) {
            case START, STOP, REBOOT, HARD_REBOOT, PAUSE, UNPAUSE, SUSPEND, RESUME -> true;
            default -> false;
        };
    }

    /**
     * Returns the status that an accepted action leaves only if it has succeeded, because Nova accepts the action only
     * in other states (nova.compute.api, {@code check_instance_state}) and sets the status and the end of the task at
     * once. Empty if a failed action can leave the same status, like a reboot.
     */
    public static Optional<ServerStatus> statusAfterSuccess(ServerAction action) {
        return switch (action) {
            case START, UNPAUSE, RESUME -> Optional.of(ServerStatus.ACTIVE);
            case STOP -> Optional.of(ServerStatus.SHUTOFF);
            case PAUSE -> Optional.of(ServerStatus.PAUSED);
            case SUSPEND -> Optional.of(ServerStatus.SUSPENDED);
            default -> Optional.empty();
        };
    }

    /**
     * Returns the event that is required for the success of the action, even if no other event has failed; empty if no
     * particular event is required. No event records the failure of a live migration, which runs in a separate thread
     * on the source host (nova.compute.manager, {@code _do_live_migration} and {@code _rollback_live_migration}); only
     * the destination host records its success.
     */
    public static Optional<String> lastEvent(ServerAction action) {
        return action == ServerAction.LIVE_MIGRATE
                ? Optional.of("compute_post_live_migration_at_destination")
                : Optional.empty();
    }
}
