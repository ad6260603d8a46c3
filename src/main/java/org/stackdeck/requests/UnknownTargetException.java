package org.stackdeck.requests;

/** There is no such project or server, or whoever asks cannot see it. */
public class UnknownTargetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownTargetException() {
        super("no such project or server");
    }
}
