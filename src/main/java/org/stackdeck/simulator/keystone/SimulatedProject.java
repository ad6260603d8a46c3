package org.stackdeck.simulator.keystone;

import org.stackdeck.simulator.support.StableIds;

/** Project in the domain {@code Default}. */
public record SimulatedProject(String id, String name, String description) {

    static SimulatedProject named(String name, String description) {
        return new SimulatedProject(StableIds.plain("project", name), name, description);
    }
}
