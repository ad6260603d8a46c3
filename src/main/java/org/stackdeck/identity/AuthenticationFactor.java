package org.stackdeck.identity;

/** Authentication factor of a user. */
public enum AuthenticationFactor {
    PASSWORD,
    /** Code of an authenticator app (RFC 6238). */
    TOTP,
    /** Recovery code, for users who lost their other factors. */
    RECOVERY_CODE,
    /** Key pair on a device that verifies the user (WebAuthn with user verification). */
    PASSKEY;

    /** Whether this is a second factor, stronger than a password. */
    public boolean isSecondFactor() {
        return this != PASSWORD;
    }
}
