package org.stackdeck.cloud;

/** Keystone project in one cloud. The ID is unique in the cloud; the name is unique only in its domain. */
public record Project(CloudName cloud, ProjectId id, String name) {}
