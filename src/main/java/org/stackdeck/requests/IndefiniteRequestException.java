package org.stackdeck.requests;

/** The request has no target: its approval must specify the terms. */
public class IndefiniteRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IndefiniteRequestException() {
        super("the request says nothing definite");
    }
}
