package org.stackdeck.quotas;

/** The project does not exist, or the caller has no access to it. */
public class UnknownProjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownProjectException() {
        super("no such project");
    }
}
