package org.stackdeck.identity;

/** There is no such invitation. */
public class UnknownInvitationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownInvitationException() {
        super("no such invitation");
    }
}
