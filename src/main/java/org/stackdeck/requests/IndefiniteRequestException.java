package org.stackdeck.requests;

/** The request is in words only: whoever approves it has to say what to give. */
public class IndefiniteRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IndefiniteRequestException() {
        super("the request says nothing definite");
    }
}
