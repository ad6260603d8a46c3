package org.stackdeck.cloud;

/** What was given as a public key is none that servers should trust. Tells nothing of it: it may be a private one. */
public class UnsuitableKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Why {
        MALFORMED,
        /** It is the half that nobody else may have. */
        PRIVATE,
        /** Of a kind other than RSA, ECDSA and Ed25519. */
        UNKNOWN_TYPE,
        /** An RSA key of fewer than 2048 bits. */
        TOO_WEAK
    }

    private final Why why;

    public UnsuitableKeyException(Why why) {
        super("public key: " + why);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
