package org.stackdeck.cloud.resource;

/** A snapshot of a volume. New volumes can be created from it. */
public record VolumeSnapshot(String id, String name, int sizeGib) implements SelectableResource {}
