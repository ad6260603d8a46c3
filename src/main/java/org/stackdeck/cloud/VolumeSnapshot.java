package org.stackdeck.cloud;

/** A snapshot of a volume, of which another one can be made. */
public record VolumeSnapshot(String id, String name, int sizeGib) implements Choice {}
