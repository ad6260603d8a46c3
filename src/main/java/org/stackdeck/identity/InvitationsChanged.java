package org.stackdeck.identity;

/** An invitation was made, used or withdrawn. Published after commit. */
public record InvitationsChanged() {}
