package org.stackdeck.platform.node;

/**
 * Change that all nodes must process: a record that JSON can represent. It is published as a Spring event in the transaction
 * of the change, and stored in the same transaction for the other nodes, which publish it without a transaction. A
 * listener without {@code fallbackExecution} therefore runs only on the node of the change; a listener with it, or an
 * {@code @EventListener}, runs on all nodes and must neither change data nor block.
 */
public interface NodeEvent {}
