package org.stackdeck.cloud.resource;

/** A network to which servers of a project can be connected. */
public record Network(String id, String name) implements ProjectResource {}
