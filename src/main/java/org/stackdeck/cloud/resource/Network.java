package org.stackdeck.cloud.resource;

/**
 * A network to which servers of a project can be connected.
 *
 * @param usedByDefault whether the network belongs to the project or is known to be shared with all projects; false if
 *     another project may have shared it with this project alone
 */
public record Network(String id, String name, boolean usedByDefault) implements SelectableResource {}
