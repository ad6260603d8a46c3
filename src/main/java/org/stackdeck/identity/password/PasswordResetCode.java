package org.stackdeck.identity.password;

import java.time.Instant;

/**
 * Single-use code for setting a new password.
 *
 * @param code to be given to the user outside Stackdeck; shown once, because only its digest is stored
 */
public record PasswordResetCode(String code, Instant expiresAt) {

    @Override
    public String toString() {
        return "PasswordResetCode[until " + expiresAt + "]";
    }
}
