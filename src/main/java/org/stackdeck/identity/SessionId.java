package org.stackdeck.identity;

import java.util.Optional;
import java.util.UUID;
import org.stackdeck.identity.session.LoginSession;

/** ID of a {@link LoginSession}. Not a secret: neither cookies nor tokens can be derived from it. */
public record SessionId(UUID value) {

    /** Parses external input; empty if it is malformed. */
    public static Optional<SessionId> parse(String sent) {
        try {
            return Optional.of(new SessionId(UUID.fromString(sent)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
