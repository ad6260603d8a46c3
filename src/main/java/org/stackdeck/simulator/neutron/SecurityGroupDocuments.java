package org.stackdeck.simulator.neutron;

import org.stackdeck.simulator.model.SecurityGroup;
import org.stackdeck.simulator.state.SecurityGroupStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SubnetRange;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Neutron's JSON representation of security groups and their rules. */
final class SecurityGroupDocuments {

    private SecurityGroupDocuments() {}

    static ObjectNode group(SecurityGroup group) {
        ObjectNode node = Json.object()
                .put("id", group.id())
                .put("name", group.name())
                .put("stateful", true)
                .put("tenant_id", group.project().id())
                .put("description", group.description())
                .put("shared", false);
        ArrayNode rules = node.putArray("security_group_rules");
        group.rules().forEach(r -> rules.add(rule(group, r)));
        return NeutronDocuments.standard(node, group.project());
    }

    static ObjectNode rule(SecurityGroup group, SecurityGroup.Rule rule) {
        ObjectNode node = Json.object()
                .put("id", rule.id())
                .put("tenant_id", rule.project().id())
                .put("security_group_id", group.id())
                .put("ethertype", rule.ethertype())
                .put("direction", rule.direction())
                .put("protocol", rule.protocol())
                .put("port_range_min", rule.from())
                .put("port_range_max", rule.to())
                .put("remote_ip_prefix", rule.remotePrefix())
                .putNull("remote_address_group_id")
                .put(
                        "normalized_cidr",
                        SubnetRange.parse(String.valueOf(rule.remotePrefix()))
                                .map(SubnetRange::text)
                                .orElse(null))
                .put("remote_group_id", rule.remoteGroup())
                .put("belongs_to_default_sg", group.name().equals(SecurityGroupStore.DEFAULT))
                .put("standard_attr_id", 100)
                .put("description", rule.description());
        return NeutronDocuments.standard(node, rule.project());
    }
}
