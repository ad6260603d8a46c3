package org.stackdeck.cloud.server;

/**
 * The flavor of a server. Embedded in the server since microversion 2.47, so that it is available after the flavor was
 * deleted.
 *
 * @param ramMib memory in MiB
 * @param diskGib root disk in GiB; 0 for a server that boots from a volume of any size
 */
public record Flavor(String name, int vcpus, int ramMib, int diskGib) {}
