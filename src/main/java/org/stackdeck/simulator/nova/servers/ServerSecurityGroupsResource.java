package org.stackdeck.simulator.nova.servers;

import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.SecurityGroup;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.state.SecurityGroupStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /servers/{id}/os-security-groups}: security groups and their ingress rules, in the format of nova-network. */
public final class ServerSecurityGroupsResource {

    private ServerSecurityGroupsResource() {}

    public static ApiResponse list(SecurityGroupStore store, NovaRequest novaRequest, SimulatedServer server) {
        novaRequest.requireRole(Role.READER, "os-security-groups:list");
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("security_groups");
        store.of(server).stream().sorted((a, b) -> a.name().compareTo(b.name())).forEach(g -> list.add(group(g)));
        return ApiResponse.ok(document);
    }

    private static ObjectNode group(SecurityGroup group) {
        ObjectNode node = Json.object()
                .put("id", group.id())
                .put("description", group.description())
                .put("name", group.name())
                .put("tenant_id", group.project().id());
        ArrayNode rules = node.putArray("rules");
        group.rules().stream().filter(r -> r.direction().equals("ingress")).forEach(r -> rules.add(rule(group, r)));
        return node;
    }

    /** Returns -1 if the rule names a protocol but no port, such as for icmp. */
    private static @Nullable Integer port(SecurityGroup.Rule rule, @Nullable Integer port) {
        return rule.protocol() != null && port == null ? Integer.valueOf(-1) : port;
    }

    private static ObjectNode rule(SecurityGroup group, SecurityGroup.Rule rule) {
        ObjectNode node = Json.object()
                .put("id", rule.id())
                .put("parent_group_id", group.id())
                .put("ip_protocol", rule.protocol())
                .put("from_port", port(rule, rule.from()))
                .put("to_port", port(rule, rule.to()));
        ObjectNode source = node.putObject("group");
        ObjectNode range = node.putObject("ip_range");
        if (rule.remoteGroup() != null) {
            source.put("name", group.name()).put("tenant_id", group.project().id());
        } else {
            range.put("cidr", rule.remotePrefix() == null ? "0.0.0.0/0" : rule.remotePrefix());
        }
        return node;
    }
}
