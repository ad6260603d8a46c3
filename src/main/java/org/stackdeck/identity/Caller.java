package org.stackdeck.identity;

import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditEntry;

/**
 * Who asks for something, and from where. It proves who is asking, never what they may do: that is read afresh at each
 * decision.
 *
 * @param source the client's address, for the audit trail
 * @param session in which they ask; null for the console's own work, which no session asked for
 */
public record Caller(
        UserId userId,
        UserName userName,
        String source,
        Channel channel,
        @Nullable SessionId session) {

    /** Without a session. */
    public Caller(UserId userId, UserName userName, String source, Channel channel) {
        this(userId, userName, source, channel, null);
    }

    /**
     * How something that they did, or were refused, stands in the trail.
     *
     * @param type of the object; null when the action has none
     * @param detail a short sentence or key=value pairs that say more; null when nothing does
     */
    public AuditEntry entry(
            String action,
            @Nullable String type,
            @Nullable String id,
            @Nullable String name,
            AuditEntry.Result result,
            @Nullable String detail) {
        return new AuditEntry(
                userId.toString(), userName.value(), source, channel.name(), action, type, id, name, result, detail);
    }

    /** The way in. */
    public enum Channel {
        UI,
        REST,
        SYSTEM
    }
}
