package org.stackdeck.identity.secret;

/** A stored secret cannot be decrypted: its key is missing or was replaced, or it was encrypted for another owner. */
public class UnreadableSecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String message, Throwable cause) {
        super(message, cause);
    }
}
