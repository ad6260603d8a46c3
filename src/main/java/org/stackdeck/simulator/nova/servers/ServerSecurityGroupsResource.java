package org.stackdeck.simulator.nova.servers;

import java.util.List;
import java.util.Optional;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.SecurityGroup;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.state.SecurityGroupStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Nova's {@code /servers/{id}/os-security-groups}: security groups and their ingress rules, in the format of
 * nova-network.
 */
public final class ServerSecurityGroupsResource {

    private ServerSecurityGroupsResource() {}

    public static ApiResponse list(SecurityGroupStore store, NovaRequest novaRequest, SimulatedServer server) {
        novaRequest.requireRole(Role.READER, "os-security-groups:list");
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("security_groups");
        List<SecurityGroup> visible = store.all().stream()
                .filter(g -> novaRequest.isAdmin() || g.project().equals(novaRequest.project()))
                .toList();
        store.of(server).stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(g -> list.add(group(g, visible)));
        return ApiResponse.ok(document);
    }

    private static ObjectNode group(SecurityGroup group, List<SecurityGroup> visible) {
        ObjectNode node = Json.object()
                .put("id", group.id())
                .put("description", group.description())
                .put("name", group.name())
                .put("tenant_id", group.project().id());
        ArrayNode rules = node.putArray("rules");
        group.rules().stream()
                .filter(r -> r.direction().equals("ingress"))
                .flatMap(r -> rule(group, r, visible).stream())
                .forEach(rules::add);
        return node;
    }

    /** Returns the rule; empty if the requester cannot read its remote group. Nova omits such a rule. */
    private static Optional<ObjectNode> rule(
            SecurityGroup group, SecurityGroup.Rule rule, List<SecurityGroup> visible) {
        ObjectNode node = Json.object()
                .put("id", rule.id())
                .put("parent_group_id", group.id())
                .put("ip_protocol", rule.protocol());
        putPorts(node, rule);
        ObjectNode source = node.putObject("group");
        ObjectNode range = node.putObject("ip_range");
        if (rule.remoteGroup() == null) {
            range.put("cidr", rule.remotePrefix() == null ? "0.0.0.0/0" : rule.remotePrefix());
            return Optional.of(node);
        }
        return visible.stream()
                .filter(remote -> remote.id().equals(rule.remoteGroup()))
                .findFirst()
                .map(remote -> {
                    source.put("name", remote.name())
                            .put("tenant_id", remote.project().id());
                    return node;
                });
    }

    /** Adds the ports of the rule. If the rule has a protocol but no ports, adds the values that Nova uses instead. */
    private static void putPorts(ObjectNode node, SecurityGroup.Rule rule) {
        String protocol = rule.protocol();
        if (protocol == null || rule.from() != null || rule.to() != null) {
            node.put("from_port", rule.from()).put("to_port", rule.to());
        } else if (protocol.equalsIgnoreCase("tcp") || protocol.equalsIgnoreCase("udp")) {
            node.put("from_port", 1).put("to_port", 65_535);
        } else {
            node.put("from_port", -1).put("to_port", -1);
        }
    }
}
