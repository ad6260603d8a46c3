package org.stackdeck.simulator.nova.actions;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.SecurityGroup;
import org.stackdeck.simulator.model.SimulatedPort;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.SecurityGroupStore;
import tools.jackson.databind.JsonNode;

/**
 * Handles the actions {@code addSecurityGroup} and {@code removeSecurityGroup}. They change only the server's ports and
 * are not recorded as instance actions.
 */
public final class SecurityGroupActionHandler {

    private static final String NAME = """
            {"type": "object", "properties": {"name": {"type": "string", "minLength": 1}},
             "required": ["name"], "additionalProperties": false}""";
    private static final JsonSchema ADD = JsonSchema.within("addSecurityGroup", NAME);
    private static final JsonSchema REMOVE = JsonSchema.within("removeSecurityGroup", NAME);

    private final SecurityGroupStore store;

    public SecurityGroupActionHandler(SecurityGroupStore store) {
        this.store = store;
    }

    public ApiResponse add(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> found) {
        ADD.check(body);
        SimulatedServer server = found.get();
        novaRequest.requireRole(Role.MEMBER, "os-security-groups:add");
        String group = group(novaRequest, server, body.path("addSecurityGroup"));
        checkPorts(server);
        if (ports(server).stream().anyMatch(p -> p.fixed().isEmpty())) {
            throw ApiException.badRequest(
                    "Network requires port_security_enabled and subnet associated in order to apply security groups.");
        }
        if (ports(server).stream().anyMatch(p -> p.groups().contains(group))) {
            throw ApiException.badRequest(
                    ("Invalid input for security_groups. Reason: Duplicate items in the list: '%s'.\n"
                                    + "Neutron server returns request_ids: ['%s']")
                            .formatted(group, novaRequest.request().requestId()));
        }
        change(server, port -> port.inGroup(group));
        return ApiResponse.empty(202);
    }

    public ApiResponse remove(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> found) {
        REMOVE.check(body);
        SimulatedServer server = found.get();
        novaRequest.requireRole(Role.MEMBER, "os-security-groups:remove");
        JsonNode parameters = body.path("removeSecurityGroup");
        String group = group(novaRequest, server, parameters);
        checkPorts(server);
        if (ports(server).stream().noneMatch(p -> p.groups().contains(group))) {
            throw ApiException.notFound("Security group %s not associated with the instance %s"
                    .formatted(parameters.path("name").asString(""), server.id()));
        }
        change(server, port -> port.outOfGroup(group));
        return ApiResponse.empty(202);
    }

    /**
     * Returns the ID of the requested security group. The name or ID applies to the token's project. Administrators can
     * also specify the ID of a group of the server's project.
     */
    private String group(NovaRequest novaRequest, SimulatedServer server, JsonNode parameters) {
        String wanted = parameters.path("name").asString("");
        if (wanted.isBlank()) {
            throw ApiException.badRequest("Security group name cannot be empty");
        }
        return store.find(novaRequest.project(), wanted)
                .or(() -> store.of(server.immutableProperties().project()).stream()
                        .filter(group -> novaRequest.isAdmin() && group.id().equals(wanted))
                        .findFirst())
                .map(SecurityGroup::id)
                .orElseThrow(() -> ApiException.notFound(
                        "Security group %s is not found for project %s".formatted(wanted, novaRequest.projectId())));
    }

    private static void checkPorts(SimulatedServer server) {
        if (ports(server).isEmpty()) {
            throw ApiException.notFound(
                    "instance_id %s could not be found as device id on any ports".formatted(server.id()));
        }
    }

    private static List<SimulatedPort> ports(SimulatedServer server) {
        return server.devices().ports();
    }

    private static void change(SimulatedServer server, UnaryOperator<SimulatedPort> change) {
        server.devices().changePorts(change);
    }
}
