package org.stackdeck.identity;

/** Something by which users prove who they are. */
public enum Factor {
    PASSWORD,
    /** A code of an authenticator app (RFC 6238). */
    TOTP,
    /** One of the codes that were written down for when the other factors are lost. */
    RECOVERY_CODE,
    /** A key pair of a device that has checked who uses it (WebAuthn with user verification). */
    PASSKEY;

    /** It proves more than a password does. */
    public boolean second() {
        return this != PASSWORD;
    }
}
