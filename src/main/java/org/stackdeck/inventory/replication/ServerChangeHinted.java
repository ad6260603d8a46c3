package org.stackdeck.inventory.replication;

import org.stackdeck.cloud.ServerKey;
import org.stackdeck.platform.node.NodeEvent;

/** A server has changed, for instance by an action that a node has sent. */
record ServerChangeHinted(ServerKey server) implements NodeEvent {}
