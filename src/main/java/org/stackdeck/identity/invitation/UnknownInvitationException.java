package org.stackdeck.identity.invitation;

/** The invitation does not exist. */
public class UnknownInvitationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownInvitationException() {
        super("no such invitation");
    }
}
