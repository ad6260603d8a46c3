package org.stackdeck.identity;

import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;

/**
 * User who sends a request, and the origin of the request. Identifies the user only: permissions are loaded for each
 * decision.
 *
 * @param source client address, or the origin of an action that Stackdeck performs itself
 * @param session null if there is none, for instance during a sign-in or for actions that Stackdeck performs itself
 */
public record Caller(
        UserId userId,
        UserName userName,
        String source,
        Channel channel,
        @Nullable SessionId session) {

    public Caller(UserId userId, UserName userName, String source, Channel channel) {
        this(userId, userName, source, channel, null);
    }

    public AuditEntry auditEntry(
            String action,
            @Nullable String type,
            @Nullable String id,
            @Nullable String name,
            AuditEntry.Result result,
            @Nullable AuditDetail detail) {
        return new AuditEntry(
                userId.toString(), userName.value(), source, channel.name(), action, type, id, name, result, detail);
    }

    /** Creates an audit entry for an action on the caller's own account. */
    public AuditEntry ownAccountEntry(String action, AuditEntry.Result result, @Nullable AuditDetail detail) {
        return auditEntry(action, "user", userId.toString(), userName.value(), result, detail);
    }

    /** Interface through which the caller uses Stackdeck. */
    public enum Channel {
        UI,
        REST,
        SYSTEM
    }
}
