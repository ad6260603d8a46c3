package org.stackdeck.operations;

/** The key of a request was used before, for something else. Nothing was done. */
public class RepeatedDifferentlyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RepeatedDifferentlyException() {
        super("the key was used for another request");
    }
}
