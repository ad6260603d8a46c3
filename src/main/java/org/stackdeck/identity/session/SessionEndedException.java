package org.stackdeck.identity.session;

/** Thrown when the session or token of the caller has ended since the request was received. */
public final class SessionEndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SessionEndedException() {
        super("the session has ended");
    }
}
