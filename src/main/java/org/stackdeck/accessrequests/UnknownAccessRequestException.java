package org.stackdeck.accessrequests;

/** Thrown if the request does not exist or belongs to another user. */
public class UnknownAccessRequestException extends RuntimeException {

    public UnknownAccessRequestException() {
        super("no such request");
    }
}
