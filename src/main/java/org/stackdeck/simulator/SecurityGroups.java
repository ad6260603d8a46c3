package org.stackdeck.simulator;

import tools.jackson.databind.node.ObjectNode;

/** The one security group of each project. */
final class SecurityGroups {

    static final String NAME = "ssh-and-web";

    private SecurityGroups() {}

    static String id(SimulatedProject project) {
        return Ids.dashed("security-group", project.name());
    }

    static ObjectNode ofServer(SimulatedServer server) {
        SimulatedProject project = server.origin().project();
        ObjectNode document = Json.object();
        ObjectNode group = document.putArray("security_groups")
                .addObject()
                .put("id", id(project))
                .put("name", NAME)
                .put("description", "ssh, http, https and ping")
                .put("tenant_id", project.id());
        group.putArray("rules");
        return document;
    }
}
