package org.stackdeck.identity;

import java.time.Instant;

/**
 * Something that was done to how a user signs in, which they should know of in case it was not them.
 *
 * @param source the address from which it was done
 * @param seen they have looked at it on their account page
 */
public record Notice(Kind kind, Instant at, String source, boolean seen) {

    /** What was done. */
    public enum Kind {
        PASSWORD_CHANGED,
        TOTP_ADDED,
        TOTP_REMOVED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        RECOVERY_CODE_USED,
        RECOVERY_CODES_RENEWED,
        /** By an administrator, all of them. */
        FACTORS_REMOVED
    }
}
