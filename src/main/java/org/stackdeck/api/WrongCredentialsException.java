package org.stackdeck.api;

/** The name and password do not let anyone in, for whatever reason. */
class WrongCredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongCredentialsException() {
        super("wrong credentials");
    }
}
