package org.stackdeck.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.TaskState;

/** Whether an action is available, or the reason why it is not. */
public sealed interface Answer {

    record Available() implements Answer {}

    /** The user may not see the server. */
    record Invisible() implements Answer {}

    record NotGranted(Permission permission) implements Answer {}

    /** A grant permits the action only from a later time on. */
    record NotYet(Permission permission, Instant opens) implements Answer {}

    /** The grant that permitted the action has ended. */
    record Ended(Permission permission, Instant at) implements Answer {}

    /** The server is protected against deletion. The protection must be removed first. */
    record Protected(Protection protection) implements Answer {}

    /** The server is locked, by Stackdeck or in the cloud, and must be unlocked first. */
    record Locked(@Nullable String reason) implements Answer {}

    /** The server is not locked and cannot be unlocked. */
    record NotLocked() implements Answer {}

    /** The change would give the user this permission, which no grant gives them on the unchanged server. */
    record WouldGain(Permission permission) implements Answer {}

    record WrongState(ServerStatus status, @Nullable TaskState task) implements Answer {}

    /** Another operation on the server is pending or in progress. */
    record Busy(Operation operation) implements Answer {}

    default boolean available() {
        return this instanceof Available;
    }
}
