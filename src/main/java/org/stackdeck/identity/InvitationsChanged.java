package org.stackdeck.identity;

/** An invitation was created, used or revoked. Published after commit. */
public record InvitationsChanged() {}
