package org.stackdeck.requests;

/** The request is no longer open. Nothing was changed. */
public class RequestClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient AccessRequest request;

    public RequestClosedException(AccessRequest request) {
        super("already " + request.state());
        this.request = request;
    }

    /** The request in its current state, with the administrator who decided it. */
    public AccessRequest request() {
        return request;
    }
}
