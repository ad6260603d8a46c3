package org.stackdeck.audit;

import org.jspecify.annotations.Nullable;

/**
 * Entry to be recorded. When the entry is written, its texts are truncated to the column lengths and control characters
 * are replaced. Must not contain secrets.
 *
 * @param actorId ID of the user; null if unknown or for the system
 * @param actor name of the user at the time
 * @param source client address, or "console" for actions that Stackdeck performs itself
 * @param channel UI, REST or SYSTEM
 * @param action {@code object.verb}: user.approve, server.stop, grant.create, session.login, …
 * @param objectType user, server, grant, operation, …; null if the action has no object
 * @param detail null if there is none
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
        @Nullable AuditDetail detail) {

    public enum Result {
        SUCCESS,
        ACCEPTED,
        REFUSED,
        FAILED
    }

    /** Returns the text of the details as stored; null if there are none. */
    public @Nullable String detailText() {
        return detail == null ? null : detail.text();
    }

    /** Creates an entry for an action that Stackdeck performs itself. */
    public static AuditEntry ofSystem(
            String action,
            @Nullable String objectType,
            @Nullable String objectId,
            @Nullable String objectName,
            Result result,
            @Nullable AuditDetail detail) {
        return new AuditEntry(
                null, "console", "console", "SYSTEM", action, objectType, objectId, objectName, result, detail);
    }
}
