package org.stackdeck.identity;

/**
 * Who asks for something, and from where. It proves who is asking, never what they may do: that is read afresh at each
 * decision.
 *
 * @param source the client's address, for the audit trail
 */
public record Caller(UserId userId, UserName userName, String source, Channel channel) {

    /** The way in. */
    public enum Channel {
        UI,
        REST,
        SYSTEM
    }
}
