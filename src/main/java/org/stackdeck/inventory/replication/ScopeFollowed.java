package org.stackdeck.inventory.replication;

import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.platform.node.NodeEvent;

/**
 * A node follows the scope, because an operation on one of its servers is in progress. Published repeatedly while this
 * is the case.
 *
 * @param millis time for which the demand applies
 */
record ScopeFollowed(ScopeKey scope, long millis) implements NodeEvent {}
