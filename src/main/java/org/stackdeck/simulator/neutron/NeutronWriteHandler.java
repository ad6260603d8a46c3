package org.stackdeck.simulator.neutron;

import java.util.List;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.QuotaStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates, updates and deletes Neutron's resources. */
public final class NeutronWriteHandler {

    private final SecurityGroupWriteHandler securityGroups;
    private final NetworkWriteHandler networks;
    private final PortWriteHandler ports;
    private final FloatingIpWriteHandler floatingIps;
    private final TagsResource tags;

    public NeutronWriteHandler(CloudState cloud) {
        this.securityGroups = new SecurityGroupWriteHandler(cloud);
        this.networks = new NetworkWriteHandler(cloud);
        this.ports = new PortWriteHandler(cloud);
        this.floatingIps = new FloatingIpWriteHandler(cloud, ports);
        this.tags = new TagsResource(cloud);
    }

    TagsResource tags() {
        return tags;
    }

    /** @return ID of the new object */
    String create(String collection, Token token, JsonNode body) {
        String id = switch (collection) {
            case "floatingips" -> floatingIps.create(project(token), token, body.path("floatingip"));
            case "ports" -> ports.create(project(token), token, body.path("port"));
            case "networks" -> networks.createNetwork(project(token), body.path("network"));
            case "subnets" -> networks.createSubnet(token, body.path("subnet"));
            case "routers" -> networks.createRouter(project(token), body.path("router"));
            case "address-groups" -> networks.createAddressGroup(project(token), body.path("address_group"));
            case "security-groups" -> securityGroups.create(project(token), body.path("security_group"));
            case "security-group-rules" -> securityGroups.addRule(token, body.path("security_group_rule"));
            default -> throw new UnknownPathException();
        };
        if (List.of("networks", "subnets", "routers").contains(collection)) {
            // Sets the attributes without an effect on other objects, such as the description.
            update(collection, token, id, body);
        }
        return id;
    }

    /** Creates all rules or, after an error, none. Returns their IDs. */
    List<String> createRules(Token token, JsonNode rules) {
        return securityGroups.addRules(token, rules);
    }

    void update(String collection, Token token, String id, JsonNode body) {
        switch (collection) {
            case "floatingips" -> floatingIps.update(token, id, body.path("floatingip"));
            case "ports" -> ports.update(token, id, body.path("port"));
            case "networks", "subnets", "address-groups" -> networks.update(collection, token, id, body);
            case "routers" -> networks.updateRouter(token, id, body.path("router"));
            case "security-groups" -> securityGroups.update(token, id, body.path("security_group"));
            default -> throw new UnknownPathException();
        }
    }

    void delete(String collection, Token token, String id) {
        switch (collection) {
            case "floatingips" -> floatingIps.delete(token, id);
            case "ports" -> ports.delete(token, id);
            case "networks", "subnets", "routers", "address-groups" -> networks.delete(collection, token, id);
            case "security-groups" -> securityGroups.delete(token, id);
            case "security-group-rules" -> securityGroups.removeRule(token, id);
            default -> throw new UnknownPathException();
        }
    }

    ObjectNode changeInterface(Token token, String router, String change, JsonNode body) {
        return networks.changeInterface(token, router, change, body);
    }

    static void checkQuota(QuotaStore quotaStore, SimulatedProject project, String resource, long used) {
        int limit = quotaStore.limit(project, resource);
        if (limit >= 0 && used >= limit) {
            throw new NeutronException(409, "OverQuota", "Quota exceeded for resources: ['%s'].".formatted(resource));
        }
    }

    private static SimulatedProject project(Token token) {
        SimulatedProject project = token.project();
        if (project == null) {
            throw ApiException.forbidden("A project is wanted.");
        }
        return project;
    }
}
