package org.stackdeck.identity.invitation;

import org.stackdeck.platform.node.NodeEvent;

/** An invitation was created, used or revoked. Listeners handle the event after the commit. */
public record InvitationsChanged() implements NodeEvent {}
