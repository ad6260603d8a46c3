package org.stackdeck.simulator.neutron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorTestBase;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedProject;
import tools.jackson.databind.JsonNode;

class NeutronTests extends SimulatorTestBase {

    private static final String NETWORK = "/network/v2.0/";

    @Test
    void concurrentRequestsAddARouterInterfaceOnce() {
        String subnet = createdSubnet(created("networks", "network", "{}"));

        for (int round = 0; round < 20; round++) {
            String path = NETWORK + "routers/" + created("routers", "router", "{}") + "/add_router_interface";
            String body = "{\"subnet_id\": \"%s\"}".formatted(subnet);
            CompletableFuture<Integer> other = CompletableFuture.supplyAsync(
                    () -> member.send("PUT", path, body).status());

            assertThat(List.of(member.send("PUT", path, body).status(), other.join()))
                    .containsExactlyInAnyOrder(200, 400);
        }
    }

    @Test
    void interfaceOfARouterIsAPortWithTheAddressOfTheGateway() {
        String network = created("networks", "network", "{}");
        String subnet = createdSubnet(network);
        String router = created("routers", "router", "{}");
        String ports = NETWORK + "ports?device_owner=network:router_interface&device_id=" + router;
        assertThat(member.get(ports).json().path("ports")).isEmpty();

        member.send(
                "PUT",
                NETWORK + "routers/" + router + "/add_router_interface",
                "{\"subnet_id\": \"%s\"}".formatted(subnet));

        JsonNode found = member.get(ports).json().path("ports");
        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("network_id").asString("")).isEqualTo(network);
        assertThat(found.path(0).at("/fixed_ips/0/subnet_id").asString("")).isEqualTo(subnet);
        assertThat(found.path(0).at("/fixed_ips/0/ip_address").asString("")).isEqualTo("192.0.2.1");
    }

    @Test
    void nextHopOfARouteIsInASubnetOfTheRouter() {
        String subnet = createdSubnet(created("networks", "network", "{}"));
        String router = NETWORK + "routers/" + created("routers", "router", "{}");
        String route = """
                {"router": {"routes": [{"destination": "10.9.0.0/16", "nexthop": "192.0.2.5"}]}}""";
        String body = "{\"subnet_id\": \"%s\"}".formatted(subnet);

        SimulatorClient.Answer refused = member.send("PUT", router, route);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/NeutronError/type").asString("")).isEqualTo("InvalidRoutes");
        assertThat(member.get(router).json().at("/router/routes")).isEmpty();

        member.send("PUT", router + "/add_router_interface", body);
        assertThat(member.send("PUT", router, route).status()).isEqualTo(200);
        assertThat(member.send("PUT", router + "/remove_router_interface", body).status())
                .isEqualTo(409);

        member.send("PUT", router, "{\"router\": {\"routes\": []}}");
        assertThat(member.send("PUT", router + "/remove_router_interface", body).status())
                .isEqualTo(200);
    }

    @Test
    void portOnACreatedNetworkCountsToTheQuota() {
        String network = created("networks", "network", "{}");
        simulator.quotas().setLimit("staff", "port", 0);

        SimulatorClient.Answer refused =
                member.post(NETWORK + "ports", "{\"port\": {\"network_id\": \"%s\"}}".formatted(network));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/NeutronError/message").asString(""))
                .isEqualTo("Quota exceeded for resources: ['port'].");
    }

    @Test
    void ruleCountsToItsOwnProject() {
        SimulatorClient admin = SimulatorClient.admin(simulator);
        String group = created("security-groups", "security_group", "{\"name\": \"web\"}");
        int staff = usedRules(member, KeystoneAccounts.STAFF);
        int administration = usedRules(admin, KeystoneAccounts.ADMIN);

        SimulatorClient.Answer added = admin.post(NETWORK + "security-group-rules", """
                {"security_group_rule": {"security_group_id": "%s", "direction": "ingress"}}""".formatted(group));

        assertThat(added.status()).isEqualTo(201);
        assertThat(usedRules(member, KeystoneAccounts.STAFF)).isEqualTo(staff);
        assertThat(usedRules(admin, KeystoneAccounts.ADMIN)).isEqualTo(administration + 1);
    }

    private static int usedRules(SimulatorClient client, SimulatedProject project) {
        return client.get(NETWORK + "quotas/" + project.id() + "/details")
                .json()
                .at("/quota/security_group_rule/used")
                .asInt(-1);
    }

    private String createdSubnet(String network) {
        return created("subnets", "subnet", "{\"network_id\": \"%s\", \"cidr\": \"192.0.2.0/24\"}".formatted(network));
    }

    private String created(String collection, String name, String wanted) {
        return member.post(NETWORK + collection, "{\"%s\": %s}".formatted(name, wanted))
                .json()
                .at("/" + name + "/id")
                .asString("");
    }
}
