package org.stackdeck.requests;

/** The request does not exist, or belongs to another user. */
public class UnknownRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownRequestException() {
        super("no such request");
    }
}
