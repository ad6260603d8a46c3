package org.stackdeck.identity;

import java.time.Instant;

/**
 * A code with which a user sets a new password, once.
 *
 * @param code to be handed to the user by other means than this console; shown once and kept nowhere
 */
public record ResetCode(String code, Instant expiresAt) {

    @Override
    public String toString() {
        return "ResetCode[until " + expiresAt + "]";
    }
}
