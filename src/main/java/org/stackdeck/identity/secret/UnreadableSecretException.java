package org.stackdeck.identity.secret;

/**
 * Thrown when a stored secret cannot be decrypted: its key is missing or was replaced, the secret was encrypted for
 * another owner, or it is corrupt.
 */
public class UnreadableSecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String message, Throwable cause) {
        super(message, cause);
    }
}
