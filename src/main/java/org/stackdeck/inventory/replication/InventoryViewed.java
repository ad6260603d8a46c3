package org.stackdeck.inventory.replication;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.platform.node.NodeEvent;

/**
 * Users view servers on a node. Published repeatedly while pages are open.
 *
 * @param server a server whose page is open; null to report only that pages are open
 */
record InventoryViewed(@Nullable ServerKey server) implements NodeEvent {}
