package org.stackdeck.identity.invitation;

/** An invitation was created, used or revoked. Published after commit. */
public record InvitationsChanged() {}
