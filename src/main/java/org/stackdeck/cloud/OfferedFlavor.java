package org.stackdeck.cloud;

/**
 * A flavor that servers can be made of or resized to.
 *
 * @param ramMib memory in MiB
 * @param diskGib root disk in GiB; 0 where it is as large as the image
 */
public record OfferedFlavor(String id, String name, int vcpus, int ramMib, int diskGib) implements Choice {}
