package org.stackdeck.cloud.server;

/**
 * The flavor of a server. Embedded in the server since microversion 2.47, so that it is available even after the flavor
 * has been deleted.
 *
 * @param ramMib memory in MiB
 * @param diskGib root disk in GiB; 0 if the flavor specifies no size, for instance for servers that boot from a volume
 */
public record Flavor(String name, int vcpus, int ramMib, int diskGib) {}
