package org.stackdeck.cloud.server;

/**
 * The flavor of a server. Since microversion 2.47, Nova embeds the values in the server, so they are available even
 * after the flavor was deleted.
 *
 * @param ramMib memory in MiB
 * @param diskGib root disk in GiB; 0 if the flavor specifies no size, for instance for servers that boot from a volume
 */
public record Flavor(String name, int vcpus, int ramMib, int diskGib) {}
