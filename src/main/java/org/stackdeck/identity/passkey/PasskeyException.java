package org.stackdeck.identity.passkey;

/**
 * Thrown when the browser's response is invalid, for example because it belongs to another challenge, another site or
 * an unknown passkey. Also thrown if the user has too many passkeys.
 */
public class PasskeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PasskeyException(String reason) {
        super("passkey refused: " + reason);
    }
}
