package org.stackdeck.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user of the console as the database has it now.
 *
 * @param displayName free text of at most 100 characters
 * @param language BCP 47 tag the user chose ("en", "zh-CN"), or null to follow the browser
 * @param theme "light" or "dark", or null to follow the system
 * @param generation raised whenever all sessions and tokens of the user must end (disabled, demoted, new password)
 */
public record User(
        UserId id,
        UserName name,
        String displayName,
        State state,
        Role role,
        @Nullable String language,
        @Nullable String theme,
        long generation,
        Instant createdAt) {

    /** Where an account stands. Only ACTIVE ones can sign in. */
    public enum State {
        PENDING,
        ACTIVE,
        REJECTED,
        DISABLED
    }

    /** Administrators see and may do everything; members what their grants say. */
    public enum Role {
        ADMINISTRATOR,
        MEMBER
    }

    public boolean active() {
        return state == State.ACTIVE;
    }

    public boolean administrator() {
        return active() && role == Role.ADMINISTRATOR;
    }
}
