package org.stackdeck.cloud.resource;

/**
 * A Nova server group: servers that are scheduled on the same host or on different hosts.
 *
 * @param policy affinity, anti-affinity, soft-affinity or soft-anti-affinity
 */
public record ServerGroup(String id, String name, String policy) implements SelectableResource {}
