package org.stackdeck.audit;

import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded. Text is cut to its column and stripped of control characters when written; secrets must not be
 * given.
 *
 * @param actorId id of the user who did it; null for an unknown or the system
 * @param actor the name they went by at the time
 * @param source the client's address, or "console" for the machine itself
 * @param channel UI, REST or SYSTEM
 * @param action {@code object.verb}: user.approve, server.stop, grant.create, session.login, …
 * @param objectType user, server, grant, operation, …; null when the action has no object
 * @param detail a short sentence or key=value pairs that say more; null when nothing does
 */
public record AuditEntry(
        @Nullable String actorId,
        String actor,
        String source,
        String channel,
        String action,
        @Nullable String objectType,
        @Nullable String objectId,
        @Nullable String objectName,
        Result result,
        @Nullable String detail) {

    /** How it ended. */
    public enum Result {
        SUCCESS,
        ACCEPTED,
        REFUSED,
        FAILED
    }
}
