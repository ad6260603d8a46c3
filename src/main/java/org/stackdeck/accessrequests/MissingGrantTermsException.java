package org.stackdeck.accessrequests;

/** Thrown when a request without a target is approved without terms. */
public class MissingGrantTermsException extends RuntimeException {

    public MissingGrantTermsException() {
        super("the request has no target");
    }
}
