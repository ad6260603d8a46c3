package org.stackdeck.simulator.model;

import org.stackdeck.simulator.keystone.SimulatedProject;

/**
 * Server group of a project.
 *
 * @param policy anti-affinity, affinity, soft-anti-affinity or soft-affinity
 * @param maxPerHost maximum number of servers on a host for anti-affinity; 0 if not set
 */
public record ServerGroup(
        String id, String name, String policy, int maxPerHost, SimulatedProject project, String userId) {}
