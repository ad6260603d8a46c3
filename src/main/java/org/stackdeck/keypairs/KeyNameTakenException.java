package org.stackdeck.keypairs;

/** The user already has a key pair with this name. */
public class KeyNameTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeyNameTakenException() {
        super("there is another key of this name");
    }
}
