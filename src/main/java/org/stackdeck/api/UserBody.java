package org.stackdeck.api;

import java.time.Instant;
import org.stackdeck.identity.User;

/** A user, for administrators. */
record UserBody(String id, String username, String displayName, String state, String role, Instant created) {

    static UserBody of(User user) {
        return new UserBody(
                user.id().toString(),
                user.name().value(),
                user.displayName(),
                user.state().name(),
                user.role().name(),
                user.createdAt());
    }
}
