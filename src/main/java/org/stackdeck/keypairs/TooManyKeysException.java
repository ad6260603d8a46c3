package org.stackdeck.keypairs;

/** The user has as many keys as one can have. */
public class TooManyKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyKeysException() {
        super("one can have " + KeyPairs.MOST + " keys at most");
    }
}
