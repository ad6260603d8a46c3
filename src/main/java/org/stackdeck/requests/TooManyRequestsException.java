package org.stackdeck.requests;

/** Someone has as many open requests as one may have. */
public class TooManyRequestsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyRequestsException() {
        super("more than " + AccessRequests.MOST_OPEN + " open requests of one user");
    }
}
