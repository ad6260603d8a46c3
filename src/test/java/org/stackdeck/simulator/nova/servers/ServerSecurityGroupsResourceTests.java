package org.stackdeck.simulator.nova.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorTestBase;
import tools.jackson.databind.JsonNode;

class ServerSecurityGroupsResourceTests extends SimulatorTestBase {

    private static final String NETWORK = "/network/v2.0/";

    private String server;
    private String group;

    @BeforeEach
    void start() {
        server = "/compute/v2.1/servers/" + simulator.servers().create("staff", "under-test");
        group = member.post(NETWORK + "security-groups", "{\"security_group\": {\"name\": \"under-test\"}}")
                .json()
                .at("/security_group/id")
                .asString("");
        assertThat(member.post(server + "/action", "{\"addSecurityGroup\": {\"name\": \"under-test\"}}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void ruleWithoutPortsHasThePortsOfItsProtocol() {
        add("\"protocol\": \"tcp\"");
        add("\"protocol\": \"udp\"");
        add("\"protocol\": \"icmp\"");
        add("\"protocol\": \"tcp\", \"port_range_min\": 22, \"port_range_max\": 22");
        add("\"ethertype\": \"IPv4\"");

        assertThat(rules())
                .extracting(rule -> rule.path("ip_protocol").asString("any") + " "
                        + rule.path("from_port").asString("null") + " "
                        + rule.path("to_port").asString("null"))
                .containsExactly("tcp 1 65535", "udp 1 65535", "icmp -1 -1", "tcp 22 22", "any null null");
    }

    @Test
    void ruleNamesItsRemoteGroup() {
        JsonNode database =
                member.get(NETWORK + "security-groups?name=database").json().at("/security_groups/0");
        add("\"remote_group_id\": \"%s\"".formatted(database.path("id").asString("")));

        JsonNode source = rules().getFirst().path("group");

        assertThat(source.path("name").asString("")).isEqualTo("database");
        assertThat(source.path("tenant_id")).isEqualTo(database.path("project_id"));
    }

    @Test
    void ruleWithoutReadableRemoteGroupIsOmitted() {
        String foreign = SimulatorClient.as(simulator, "console", "console-secret", "research")
                .get(NETWORK + "security-groups?name=database")
                .json()
                .at("/security_groups/0/id")
                .asString("");
        // Neutron refuses such a rule from users who cannot read the remote group.
        add(SimulatorClient.admin(simulator), "\"remote_group_id\": \"%s\"".formatted(foreign));

        assertThat(rules()).isEmpty();
    }

    private void add(String attributes) {
        add(member, attributes);
    }

    private void add(SimulatorClient client, String attributes) {
        assertThat(client.post(NETWORK + "security-group-rules", """
                {"security_group_rule": {"security_group_id": "%s", "direction": "ingress", %s}}""".formatted(group, attributes))
                        .status())
                .isEqualTo(201);
    }

    private List<JsonNode> rules() {
        return member.get(server + "/os-security-groups")
                .json()
                .path("security_groups")
                .valueStream()
                .filter(one -> one.path("id").asString("").equals(group))
                .flatMap(one -> one.path("rules").valueStream())
                .toList();
    }
}
