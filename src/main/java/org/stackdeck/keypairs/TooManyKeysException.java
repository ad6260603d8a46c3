package org.stackdeck.keypairs;

/** The user already has the maximum number of key pairs. */
public class TooManyKeysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyKeysException() {
        super("one can have " + KeyPairs.MOST + " keys at most");
    }
}
