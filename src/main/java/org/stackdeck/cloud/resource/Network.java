package org.stackdeck.cloud.resource;

/** A network of a project to which servers can be connected. */
public record Network(String id, String name) implements ProjectResource {}
