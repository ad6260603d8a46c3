package org.stackdeck.api.auth;

/** The credentials are wrong, or the user may not sign in. */
public class WrongCredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongCredentialsException() {
        super("wrong credentials");
    }
}
