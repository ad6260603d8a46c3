package org.stackdeck.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;

/** Availability of an action, or the reason why it is not available. */
public sealed interface ActionAvailability {

    /** Result of the checks of a server's lock and state. */
    sealed interface StateAvailability extends ActionAvailability {}

    record Available() implements StateAvailability {}

    /** The user cannot see the server or resource. */
    record Invisible() implements ActionAvailability {}

    record NotGranted(Permission permission) implements ActionAvailability {}

    /** A grant permits the action only from a later time. */
    record NotYetGranted(Permission permission, Instant validFrom) implements ActionAvailability {}

    /** The grant that permitted the action has ended. */
    record GrantExpired(Permission permission, Instant expiredAt) implements ActionAvailability {}

    /**
     * The server or resource is protected against deletion and other destructive actions. The protection must be
     * removed first.
     */
    record Protected(DeletionProtection protection) implements ActionAvailability {}

    /** The server is locked in Nova, through Stackdeck or outside it, and must be unlocked first. */
    record Locked(@Nullable String reason) implements StateAvailability {}

    /** The server is not locked and therefore cannot be unlocked. */
    record NotLocked() implements StateAvailability {}

    /** The change would give the user this permission, which no grant gives them on the unchanged server. */
    record SelfEscalation(Permission permission) implements ActionAvailability {}

    record WrongState(ServerStatus status, @Nullable TaskState task) implements StateAvailability {}

    /** The service does not accept the action in this status of the resource. */
    record WrongResourceStatus(String status) implements ActionAvailability {}

    /** The cloud might accept the action, but Stackdeck does not request it. */
    record Obstructed(ChangeObstacle obstacle) implements ActionAvailability {}

    /**
     * A floating IP cannot be moved from this server: the server does not exist in the project, its state or another
     * operation does not allow the move, or the user lacks the permission. The reason is omitted, because the user may
     * not be permitted to see the server.
     */
    record SourceUnavailable(ServerId source) implements ActionAvailability {}

    /** Another operation on the server or resource is pending or in progress. */
    record Busy(Operation operation) implements ActionAvailability {}

    /** Too many operations of the user have not been sent to the cloud yet. */
    record TooManyWaiting(int limit) implements ActionAvailability {}

    /** Returns the availability of an action that requires only this permission decision. */
    static ActionAvailability of(Decision decision) {
        return switch (decision) {
            case Decision.Invisible() -> new Invisible();
            case Decision.NotGranted(Permission permission) -> new NotGranted(permission);
            case Decision.NotYet(Permission permission, Instant opens) -> new NotYetGranted(permission, opens);
            case Decision.Ended(Permission permission, Instant at) -> new GrantExpired(permission, at);
            case Decision.Allowed() -> new Available();
        };
    }

    default boolean isAvailable() {
        return this instanceof Available;
    }
}
