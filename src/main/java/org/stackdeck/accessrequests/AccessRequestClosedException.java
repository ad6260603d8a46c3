package org.stackdeck.accessrequests;

/** Thrown when an access request is no longer open. Nothing was changed. */
public class AccessRequestClosedException extends RuntimeException {

    private final transient AccessRequest request;

    public AccessRequestClosedException(AccessRequest request) {
        super("already " + request.state());
        this.request = request;
    }

    /** Returns the request in its current state, including the decision if there is one. */
    public AccessRequest request() {
        return request;
    }
}
