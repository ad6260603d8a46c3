package org.stackdeck.accessrequests;

/** The request has no target, so its approval must specify the terms. */
public class MissingGrantTermsException extends RuntimeException {

    public MissingGrantTermsException() {
        super("the request has no target");
    }
}
