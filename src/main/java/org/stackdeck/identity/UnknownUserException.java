package org.stackdeck.identity;

/** The user does not exist. */
public class UnknownUserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownUserException() {
        super("no such user");
    }
}
