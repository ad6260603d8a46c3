package org.stackdeck.identity;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Current state of a user in the database.
 *
 * @param displayName free text of at most 100 characters
 * @param language BCP 47 tag selected by the user ("en", "zh-CN"), or null to follow the browser
 * @param theme "light" or "dark", or null to follow the system
 * @param generation counter that is increased to end all sessions and tokens of the user, for example when the password
 *     changes
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

    /** State of an account. Only ACTIVE accounts can sign in. */
    public enum State {
        PENDING,
        ACTIVE,
        REJECTED,
        DISABLED;

        /** Returns the reason code in the audit trail for an action that is refused because of this state. */
        public String reasonCode() {
            return "account-" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Administrators have all permissions; members have those of their grants. */
    public enum Role {
        ADMINISTRATOR,
        MEMBER
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    public boolean isAdministrator() {
        return isActive() && role == Role.ADMINISTRATOR;
    }
}
