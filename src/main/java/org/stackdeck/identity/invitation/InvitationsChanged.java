package org.stackdeck.identity.invitation;

/** An invitation was created, used or revoked. Handled after commit. */
public record InvitationsChanged() {}
