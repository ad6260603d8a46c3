package org.stackdeck.identity;

import org.jspecify.annotations.Nullable;

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

    /** The way in. */
    public enum Channel {
        UI,
        REST,
        SYSTEM
    }
}
