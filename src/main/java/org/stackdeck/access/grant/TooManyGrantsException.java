package org.stackdeck.access.grant;

/** Thrown when a user or group would have more than the maximum number of grants. */
public class TooManyGrantsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyGrantsException() {
        super("more than " + GrantService.MAX_PER_GRANTEE + " grants to one user or group");
    }
}
