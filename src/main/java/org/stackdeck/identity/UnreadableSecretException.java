package org.stackdeck.identity;

/** A stored secret cannot be opened: its key is lost or was replaced, or it was sealed for another owner. */
public class UnreadableSecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String message, Throwable cause) {
        super(message, cause);
    }
}
