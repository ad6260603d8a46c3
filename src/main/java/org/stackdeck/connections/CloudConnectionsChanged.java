package org.stackdeck.connections;

import org.stackdeck.platform.node.NodeEvent;

/** A connection was created, changed or deleted. Listeners handle the event after the commit. */
record CloudConnectionsChanged() implements NodeEvent {}
