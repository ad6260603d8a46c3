package org.stackdeck.accessrequests;

/** The request does not exist, or belongs to another user. */
public class UnknownAccessRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownAccessRequestException() {
        super("no such request");
    }
}
