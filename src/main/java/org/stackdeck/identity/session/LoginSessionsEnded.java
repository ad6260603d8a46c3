package org.stackdeck.identity.session;

import org.stackdeck.platform.node.NodeEvent;

/** Sessions or tokens were ended before their expiry. Listeners handle the event after the commit. */
public record LoginSessionsEnded() implements NodeEvent {}
