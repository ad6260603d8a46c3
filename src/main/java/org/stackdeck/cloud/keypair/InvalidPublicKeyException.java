package org.stackdeck.cloud.keypair;

/**
 * Indicates that a text is not an acceptable public key. The message contains no part of the text, because the text may
 * be a private key.
 */
public class InvalidPublicKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        MALFORMED,
        /** The text is a private key. */
        PRIVATE,
        /** The key type is not RSA, ECDSA or Ed25519. */
        UNKNOWN_TYPE,
        /** The key is an RSA key shorter than 2048 bits. */
        TOO_WEAK
    }

    private final Reason reason;

    public InvalidPublicKeyException(Reason reason) {
        super("public key: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
