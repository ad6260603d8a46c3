package org.stackdeck.identity;

/** There is no such user. */
public class UnknownUserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownUserException() {
        super("no such user");
    }
}
