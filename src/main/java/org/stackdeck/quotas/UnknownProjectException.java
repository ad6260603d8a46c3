package org.stackdeck.quotas;

/** There is no such project, as far as the caller may know. */
public class UnknownProjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownProjectException() {
        super("no such project");
    }
}
