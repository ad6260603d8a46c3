package org.stackdeck.simulator.model;

import org.stackdeck.simulator.keystone.SimulatedProject;

/**
 * Server group of a project.
 *
 * @param policy anti-affinity, affinity, soft-anti-affinity or soft-affinity
 * @param mostPerHost maximum number of servers per host for anti-affinity; 0 if not set
 */
public record ServerGroup(
        String id, String name, String policy, int mostPerHost, SimulatedProject project, String userId) {}
