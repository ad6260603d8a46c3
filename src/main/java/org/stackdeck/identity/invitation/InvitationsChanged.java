package org.stackdeck.identity.invitation;

import org.stackdeck.platform.node.NodeEvent;

/** An invitation was created, used or revoked. Handled after commit. */
public record InvitationsChanged() implements NodeEvent {}
