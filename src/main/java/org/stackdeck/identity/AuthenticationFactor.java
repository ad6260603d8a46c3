package org.stackdeck.identity;

public enum AuthenticationFactor {
    PASSWORD,
    /** Code of an authenticator app (RFC 6238). */
    TOTP,
    /** Recovery code, for users who have lost their other second factors. */
    RECOVERY_CODE,
    /** Key pair on a device that verifies the user (WebAuthn with user verification). */
    PASSKEY;

    /** Returns whether this is a second factor, that is, any factor except the password. */
    public boolean isSecondFactor() {
        return this != PASSWORD;
    }
}
