package org.stackdeck.identity.invitation;

public class UnknownInvitationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownInvitationException() {
        super("no such invitation");
    }
}
