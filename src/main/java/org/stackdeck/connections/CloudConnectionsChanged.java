package org.stackdeck.connections;

import org.stackdeck.platform.node.NodeEvent;

/** A connection was created, changed or deleted. Handled after commit. */
record CloudConnectionsChanged() implements NodeEvent {}
