package org.stackdeck.identity.notice;

import java.time.Instant;

/**
 * Notice to a user that their sign-in methods were changed or used, possibly by another person.
 *
 * @param source client address of the request
 * @param seen whether the user has seen the notice on the account page
 */
public record SecurityNotice(Kind kind, Instant at, String source, boolean seen) {

    public enum Kind {
        PASSWORD_CHANGED,
        TOTP_ADDED,
        TOTP_REMOVED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        RECOVERY_CODE_USED,
        RECOVERY_CODES_RENEWED,
        /** Too many wrong codes after the correct password. */
        WRONG_CODES,
        /** An administrator removed all second factors. */
        FACTORS_REMOVED,
        /** The e-mail address was changed or removed. */
        EMAIL_CHANGED
    }
}
