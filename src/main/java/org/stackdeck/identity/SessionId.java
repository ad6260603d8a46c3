package org.stackdeck.identity;

import java.util.Optional;
import java.util.UUID;

/** The id of a {@link LoginSession}. No secret: neither cookies nor tokens can be made from it. */
public record SessionId(UUID value) {

    /** What came from outside; empty when it is no such id. */
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
