package org.stackdeck.quotas;

/** The project does not exist, or the caller has no access to it. */
public class UnknownProjectException extends RuntimeException {

    public UnknownProjectException() {
        super("no such project");
    }
}
