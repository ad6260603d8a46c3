package org.stackdeck.cloud;

/** A Keystone project in one cloud. Its name may occur more than once in a cloud (in several domains); its id may not. */
public record Project(CloudName cloud, ProjectId id, String name) {}
