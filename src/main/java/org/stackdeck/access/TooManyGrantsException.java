package org.stackdeck.access;

/** A user or group has as many grants as one may have. */
public class TooManyGrantsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyGrantsException() {
        super("more than " + Grants.MOST + " grants to one user or group");
    }
}
