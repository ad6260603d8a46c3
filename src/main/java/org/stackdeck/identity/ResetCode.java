package org.stackdeck.identity;

import java.time.Instant;

/**
 * Single-use code for setting a new password.
 *
 * @param code to be given to the user outside Stackdeck; shown once, only its digest is stored
 */
public record ResetCode(String code, Instant expiresAt) {

    @Override
    public String toString() {
        return "ResetCode[until " + expiresAt + "]";
    }
}
