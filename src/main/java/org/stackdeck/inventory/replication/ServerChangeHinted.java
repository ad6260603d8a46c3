package org.stackdeck.inventory.replication;

import org.stackdeck.cloud.ServerKey;
import org.stackdeck.platform.node.NodeEvent;

/** A server may have changed, for instance because of an action that a node has sent. */
record ServerChangeHinted(ServerKey server) implements NodeEvent {}
