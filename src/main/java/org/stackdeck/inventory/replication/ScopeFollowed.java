package org.stackdeck.inventory.replication;

import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.platform.node.NodeEvent;

/**
 * An operation on a server of the scope is pending on a node. Repeated while it is.
 *
 * @param millis time for which the demand applies
 */
record ScopeFollowed(ScopeKey scope, long millis) implements NodeEvent {}
