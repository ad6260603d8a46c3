package org.stackdeck.identity.session;

import org.stackdeck.identity.UserId;
import org.stackdeck.platform.node.NodeEvent;

/** Sessions or tokens of the user were ended before their expiry. Listeners handle the event after the commit. */
public record LoginSessionsEnded(UserId user) implements NodeEvent {}
