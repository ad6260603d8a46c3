package org.stackdeck.cloud;

/** A network of a project to which servers can be connected. */
public record Network(String id, String name) implements Choice {}
