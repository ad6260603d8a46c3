package org.stackdeck.simulator;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** The actions {@code addSecurityGroup} and {@code removeSecurityGroup}, which change only Neutron. */
final class SecurityGroupActions {

    private static final String NAME = """
            {"type": "object", "properties": {"name": {"type": "string", "minLength": 1}},
             "required": ["name"], "additionalProperties": false}""";
    private static final Schema ADD = Schema.within("addSecurityGroup", NAME);
    private static final Schema REMOVE = Schema.within("removeSecurityGroup", NAME);

    Reply add(NovaCall call, JsonNode body, Supplier<SimulatedServer> found) {
        ADD.check(body);
        SimulatedServer server = found.get();
        call.permit(Role.MEMBER, "os-security-groups:add");
        String group = group(call, server, body.path("addSecurityGroup"));
        checkPorts(server);
        if (ports(server).stream().anyMatch(p -> p.fixed().isEmpty())) {
            throw Refusal.badRequest(
                    "Network requires port_security_enabled and subnet associated in order to apply security groups.");
        }
        if (ports(server).stream().anyMatch(p -> p.groups().contains(group))) {
            throw Refusal.badRequest(("Invalid input for security_groups. Reason: Duplicate items in the list: '%s'.\n"
                            + "Neutron server returns request_ids: ['%s']")
                    .formatted(group, call.request().requestId()));
        }
        change(server, port -> port.inGroup(group));
        return Reply.empty(202);
    }

    Reply remove(NovaCall call, JsonNode body, Supplier<SimulatedServer> found) {
        REMOVE.check(body);
        SimulatedServer server = found.get();
        call.permit(Role.MEMBER, "os-security-groups:remove");
        JsonNode parameters = body.path("removeSecurityGroup");
        String group = group(call, server, parameters);
        checkPorts(server);
        if (ports(server).stream().noneMatch(p -> p.groups().contains(group))) {
            throw Refusal.notFound("Security group %s not associated with the instance %s"
                    .formatted(parameters.path("name").asString(""), server.id()));
        }
        change(server, port -> port.outOfGroup(group));
        return Reply.empty(202);
    }

    /** Searches the project of the token, not that of the server. Administrators find all groups by ID. */
    private static String group(NovaCall call, SimulatedServer server, JsonNode parameters) {
        String wanted = parameters.path("name").asString("");
        if (wanted.isBlank()) {
            throw Refusal.badRequest("Security group name cannot be empty");
        }
        return SecurityGroups.find(call.project(), wanted)
                .or(() -> SecurityGroups.of(server.origin().project()).stream()
                        .filter(group -> call.admin() && group.id().equals(wanted))
                        .findFirst())
                .map(SecurityGroup::id)
                .orElseThrow(() -> Refusal.notFound(
                        "Security group %s is not found for project %s".formatted(wanted, call.projectId())));
    }

    private static void checkPorts(SimulatedServer server) {
        if (ports(server).isEmpty()) {
            throw Refusal.notFound(
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
