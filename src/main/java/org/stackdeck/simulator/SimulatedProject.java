package org.stackdeck.simulator;

/** Project of the domain Default. */
record SimulatedProject(String id, String name, String description) {

    static SimulatedProject named(String name, String description) {
        return new SimulatedProject(Ids.plain("project", name), name, description);
    }
}
