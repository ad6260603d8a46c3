package org.stackdeck.platform.node;

/**
 * Published on this node before it closes its connections, when load balancers use the other nodes. Not published
 * unless there can be other nodes.
 *
 * @param node this node
 */
public record NodeDrainEnded(NodeId node) {}
