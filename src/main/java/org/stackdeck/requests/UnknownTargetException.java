package org.stackdeck.requests;

/** The project or server does not exist, or the caller may not see it. */
public class UnknownTargetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownTargetException() {
        super("no such project or server");
    }
}
