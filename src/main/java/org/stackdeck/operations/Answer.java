package org.stackdeck.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.TaskState;

/** Whether an action can be asked for now, or what stands in the way. */
public sealed interface Answer {

    record Available() implements Answer {}

    /** The asker may not know that the server exists. */
    record Invisible() implements Answer {}

    record NotGranted(Permission permission) implements Answer {}

    /** A grant gives it from that moment on. */
    record NotYet(Permission permission, Instant opens) implements Answer {}

    /** A grant gave it until then. */
    record Ended(Permission permission, Instant at) implements Answer {}

    /** It is not to be destroyed; lifting that comes first. */
    record Protected(Protection protection) implements Answer {}

    /** Locked, here or in the cloud; unlocking comes first. */
    record Locked(@Nullable String reason) implements Answer {}

    /** There is no lock to lift. */
    record NotLocked() implements Answer {}

    /** The change would bring the asker this permission, which no grant gives them as the server is. */
    record WouldGain(Permission permission) implements Answer {}

    record WrongState(ServerStatus status, @Nullable TaskState task) implements Answer {}

    /** Another operation on the server has not ended. */
    record Busy(Operation operation) implements Answer {}

    default boolean available() {
        return this instanceof Available;
    }
}
