package org.stackdeck.identity.passkey;

/** The browser's response is invalid: it belongs to another challenge or another site, or to an unknown passkey. */
public class PasskeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PasskeyException(String reason) {
        super("passkey refused: " + reason);
    }
}
