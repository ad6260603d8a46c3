package org.stackdeck.cloud;

/**
 * An address of a server.
 *
 * @param network label of the network it is in
 * @param version 4 or 6
 * @param floating whether it is a floating IP (as against a fixed one)
 */
public record Address(String network, String ip, int version, boolean floating) {}
