package org.stackdeck.api.users;

import java.time.Instant;
import org.stackdeck.identity.User;

/** User as returned to administrators. */
public record UserResponse(String id, String username, String displayName, String state, String role, Instant created) {

    public static UserResponse of(User user) {
        return new UserResponse(
                user.id().toString(),
                user.name().value(),
                user.displayName(),
                user.state().name(),
                user.role().name(),
                user.createdAt());
    }
}
