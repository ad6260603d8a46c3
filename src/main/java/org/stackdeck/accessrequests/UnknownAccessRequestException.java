package org.stackdeck.accessrequests;

/** Thrown when the request does not exist or belongs to another user. */
public class UnknownAccessRequestException extends RuntimeException {

    public UnknownAccessRequestException() {
        super("no such request");
    }
}
