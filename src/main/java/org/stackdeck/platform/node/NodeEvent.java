package org.stackdeck.platform.node;

/**
 * Change that all nodes must process. An event is a record that can be serialized as JSON. It is published as a Spring
 * event in the transaction of the change and stored in the same transaction. The other nodes read it and publish it
 * without a transaction. A transactional listener without {@code fallbackExecution} therefore runs only on the node of
 * the change. A listener with {@code fallbackExecution}, or an {@code @EventListener}, runs on all nodes and must
 * neither change data nor block.
 */
public interface NodeEvent {}
