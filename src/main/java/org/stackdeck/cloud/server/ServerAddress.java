package org.stackdeck.cloud.server;

/**
 * An IP address of a server.
 *
 * @param network label of the network
 * @param version 4 or 6
 * @param floating true for a floating IP, false for a fixed one
 */
public record ServerAddress(String network, String ip, int version, boolean floating) {}
