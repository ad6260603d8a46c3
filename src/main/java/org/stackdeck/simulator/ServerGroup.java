package org.stackdeck.simulator;

/**
 * A server group.
 *
 * @param policy anti-affinity, affinity, soft-anti-affinity or soft-affinity
 * @param mostPerHost of an anti-affinity group; 0 where nothing was said
 */
record ServerGroup(String id, String name, String policy, int mostPerHost, SimulatedProject project, String userId) {}
