package org.stackdeck.quotas;

/** The project does not exist, or the caller does not have access to the whole project. */
public class UnknownProjectException extends RuntimeException {

    public UnknownProjectException() {
        super("no such project");
    }
}
