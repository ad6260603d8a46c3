package org.stackdeck.accessrequests;

/** The request has no target: its approval must specify the terms. */
public class UntargetedAccessRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UntargetedAccessRequestException() {
        super("the request has no target");
    }
}
