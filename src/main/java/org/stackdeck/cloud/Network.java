package org.stackdeck.cloud;

/** A network on which servers of a project can have ports. */
public record Network(String id, String name) implements Choice {}
