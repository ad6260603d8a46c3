package org.stackdeck.keypairs;

/** The user already has a key pair with this name. */
public class KeyPairNameTakenException extends RuntimeException {

    public KeyPairNameTakenException() {
        super("a key pair with this name already exists");
    }
}
