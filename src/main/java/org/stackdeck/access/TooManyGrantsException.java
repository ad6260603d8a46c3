package org.stackdeck.access;

/** The user or group already has the maximum number of grants. */
public class TooManyGrantsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyGrantsException() {
        super("more than " + Grants.MOST + " grants to one user or group");
    }
}
