package org.stackdeck.accessrequests;

/** Thrown when the project, server or resource does not exist or the caller cannot see it. */
public class UnknownAccessRequestTargetException extends RuntimeException {

    public UnknownAccessRequestTargetException() {
        super("no such project or server");
    }
}
