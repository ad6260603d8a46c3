package org.stackdeck.api;

/** The credentials are wrong, or the user may not sign in. */
class WrongCredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongCredentialsException() {
        super("wrong credentials");
    }
}
