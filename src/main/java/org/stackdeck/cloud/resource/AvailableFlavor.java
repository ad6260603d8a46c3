package org.stackdeck.cloud.resource;

/**
 * A flavor that the project can use for new servers and resizes.
 *
 * @param ramMib memory in MiB
 * @param diskGib root disk in GiB; 0 if the disk has the size of the image
 */
public record AvailableFlavor(String id, String name, int vcpus, int ramMib, int diskGib)
        implements SelectableResource {}
