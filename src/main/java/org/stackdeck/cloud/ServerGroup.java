package org.stackdeck.cloud;

/**
 * Servers that are to be together, or apart.
 *
 * @param policy Nova's word: affinity, anti-affinity, soft-affinity, soft-anti-affinity
 */
public record ServerGroup(String id, String name, String policy) implements Choice {}
