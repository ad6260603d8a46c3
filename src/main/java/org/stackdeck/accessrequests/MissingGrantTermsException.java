package org.stackdeck.accessrequests;

/** The request has no target: its approval must specify the terms. */
public class MissingGrantTermsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MissingGrantTermsException() {
        super("the request has no target");
    }
}
