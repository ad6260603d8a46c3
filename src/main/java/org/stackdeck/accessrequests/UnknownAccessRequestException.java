package org.stackdeck.accessrequests;

/** The request does not exist, or belongs to another user. */
public class UnknownAccessRequestException extends RuntimeException {

    public UnknownAccessRequestException() {
        super("no such request");
    }
}
