package org.stackdeck.requests;

/** There is no such request, or it is someone else's. */
public class UnknownRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownRequestException() {
        super("no such request");
    }
}
