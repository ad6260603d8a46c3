package org.stackdeck.inventory.replication;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.platform.node.NodeEvent;

/**
 * Users view the inventory on a node. Repeated while they do.
 *
 * @param server a server whose page is open; null for the lists
 */
record InventoryViewed(@Nullable ServerKey server) implements NodeEvent {}
