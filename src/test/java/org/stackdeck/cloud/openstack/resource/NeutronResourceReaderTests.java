package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.AssignedAddress;

class NeutronResourceReaderTests {

    private final StubOpenStack stub = new StubOpenStack();
    private final CloudContext context = TestOpenStackClouds.context();

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void addressesOfServersAreThoseOfTheirPortsAndFloatingIps() {
        stub.replyTo("GET /network/v2.0/ports", Reply.json(200, """
                {"ports": [
                {"id": "p1", "project_id": "t1", "device_id": "s1", "device_owner": "compute:nova",
                 "fixed_ips": [{"ip_address": "10.0.0.5"}, {"ip_address": "fd00::5"}]},
                {"id": "p2", "project_id": "t2", "device_id": "s1", "device_owner": "compute:az2",
                 "fixed_ips": [{"ip_address": "10.1.0.5"}]},
                {"id": "p3", "device_id": "s2", "device_owner": "compute:nova", "fixed_ips": []},
                {"id": "p4", "device_id": "r1", "device_owner": "network:router_interface",
                 "fixed_ips": [{"ip_address": "10.0.0.1"}]},
                {"id": "p5", "device_id": "", "device_owner": "compute:x", "fixed_ips": [{"ip_address": "10.0.0.9"}]}]}"""));
        stub.replyTo("GET /network/v2.0/floatingips", Reply.json(200, """
                {"floatingips": [
                {"floating_ip_address": "203.0.113.7", "fixed_ip_address": "10.1.0.5", "port_id": "p2"},
                {"floating_ip_address": "203.0.113.8", "port_id": "p4"},
                {"floating_ip_address": "203.0.113.9", "port_id": null}]}"""));

        assertThat(new NeutronResourceReader(stub.serviceClient("network", "p1", context)).serverAddresses(Set.of()))
                .isEqualTo(Map.of(
                        new ServerId("s1"),
                                Set.of(
                                        new AssignedAddress("10.0.0.5", null, new ProjectId("t1")),
                                        new AssignedAddress("fd00::5", null, new ProjectId("t1")),
                                        new AssignedAddress("10.1.0.5", null, new ProjectId("t2")),
                                        new AssignedAddress("203.0.113.7", "10.1.0.5", new ProjectId("t2"))),
                        new ServerId("s2"), Set.of()));
        assertThat(stub.requests("GET /network/v2.0/ports"))
                .singleElement()
                .satisfies(request -> assertThat(request.query())
                        .contains("fields=id", "fields=device_id", "fields=device_owner", "fields=fixed_ips"));
    }

    @Test
    void addressesOfSelectedServersAreRequestedWithTheirPortsOnly() {
        stub.replyTo("GET /network/v2.0/ports", Reply.json(200, """
                {"ports": [{"id": "p1", "project_id": "t1", "device_id": "s1", "device_owner": "compute:nova",
                 "fixed_ips": [{"ip_address": "10.0.0.5"}]}]}"""));
        stub.replyTo("GET /network/v2.0/floatingips", Reply.json(200, """
                {"floatingips": [
                {"floating_ip_address": "203.0.113.7", "fixed_ip_address": "10.0.0.5", "port_id": "p1"}]}"""));

        assertThat(new NeutronResourceReader(stub.serviceClient("network", "p1", context))
                        .serverAddresses(Set.of(new ServerId("s1"))))
                .isEqualTo(Map.of(
                        new ServerId("s1"),
                        Set.of(
                                new AssignedAddress("10.0.0.5", null, new ProjectId("t1")),
                                new AssignedAddress("203.0.113.7", "10.0.0.5", new ProjectId("t1")))));
        assertThat(stub.requests("GET /network/v2.0/ports"))
                .singleElement()
                .satisfies(request -> assertThat(request.query()).contains("device_id=s1"));
        assertThat(stub.requests("GET /network/v2.0/floatingips"))
                .singleElement()
                .satisfies(request -> assertThat(request.query()).contains("&port_id=p1"));
    }

    @Test
    void portHasItsSubnetsAndTheRouterToWhichItBelongs() {
        stub.replyTo("GET /network/v2.0/ports", Reply.json(200, """
                {"ports": [
                {"id": "p1", "tenant_id": "t1", "device_id": "r1", "device_owner": "network:router_interface_distributed",
                 "fixed_ips": [{"ip_address": "10.0.0.1", "subnet_id": "sub1"}, {"ip_address": "10.0.0.2", "subnet_id": "sub1"},
                               {"ip_address": "10.1.0.1", "subnet_id": "sub2"}]},
                {"id": "p2", "tenant_id": "t1", "device_id": "s1", "device_owner": "compute:nova", "fixed_ips": []}]}"""));

        List<CloudResourceBuilder> ports =
                new NeutronResourceReader(stub.serviceClient("network", "p1", context)).list(ResourceKind.PORT);

        assertThat(ports.get(0).values())
                .containsEntry("subnets", List.of("sub1", "sub2"))
                .containsEntry("router", "r1");
        assertThat(ports.get(1).values()).doesNotContainKey("router");
        assertThat(stub.requests("GET /network/v2.0/ports"))
                .singleElement()
                .satisfies(request -> assertThat(request.query())
                        .contains("fields=device_owner", "fields=port_security_enabled", "fields=name")
                        .doesNotContain("binding"));
    }

    /** The values of floating IPs and subnets were read by another library before. */
    @Test
    void subnetsAndFloatingIpsHaveTheirAttributes() {
        stub.replyTo("GET /network/v2.0/subnets", Reply.json(200, """
                {"subnets": [{"id": "s1", "name": "lan", "project_id": "t1", "network_id": "n1", "cidr": "10.0.0.0/24",
                 "gateway_ip": null, "enable_dhcp": false, "ip_version": 4, "dns_nameservers": ["192.0.2.53"],
                 "allocation_pools": [{"start": "10.0.0.2", "end": "10.0.0.9"}],
                 "host_routes": [{"destination": "10.2.0.0/16", "nexthop": "10.0.0.5"}]}]}"""));
        stub.replyTo("GET /network/v2.0/floatingips", Reply.json(200, """
                {"floatingips": [{"id": "f1", "project_id": "t1", "floating_ip_address": "203.0.113.7",
                 "fixed_ip_address": "10.0.0.5", "port_id": "p1", "floating_network_id": "n2", "router_id": "r1",
                 "port_details": {"device_id": "s1", "device_owner": "compute:nova", "name": ""},
                 "status": "ACTIVE", "description": "", "created_at": "2026-12-02T14:16:46Z"}]}"""));
        NeutronResourceReader reader = new NeutronResourceReader(stub.serviceClient("network", "p1", context));

        CloudResourceBuilder subnet = reader.list(ResourceKind.SUBNET).getFirst();
        assertThat(subnet.name()).isEqualTo("lan");
        assertThat(subnet.project()).isEqualTo("t1");
        assertThat(subnet.values())
                .isEqualTo(Map.of(
                        "network",
                        "n1",
                        "cidr",
                        "10.0.0.0/24",
                        "dhcp",
                        false,
                        "ipVersion",
                        "IPv4",
                        "dns",
                        List.of("192.0.2.53"),
                        "pools",
                        List.of("10.0.0.2-10.0.0.9"),
                        "hostRoutes",
                        List.of("10.2.0.0/16 via 10.0.0.5")));
        CloudResourceBuilder address = reader.list(ResourceKind.FLOATING_IP).getFirst();
        assertThat(address.name()).isEqualTo("203.0.113.7");
        assertThat(address.values())
                .isEqualTo(Map.of(
                        "status",
                        "ACTIVE",
                        "fixedIp",
                        "10.0.0.5",
                        "server",
                        "s1",
                        "port",
                        "p1",
                        "network",
                        "n2",
                        "router",
                        "r1",
                        "createdAt",
                        Instant.parse("2026-12-02T14:16:46Z")));
    }

    /** Neutron returns the tags in any order. */
    @ParameterizedTest
    @CsvSource({
        "NETWORK, networks, networks",
        "SUBNET, subnets, subnets",
        "PORT, ports, ports",
        "ROUTER, routers, routers",
        "FLOATING_IP, floatingips, floatingips",
        "SECURITY_GROUP, security-groups, security_groups"
    })
    void tagsAreSorted(ResourceKind kind, String path, String field) {
        stub.replyTo(
                "GET /network/v2.0/" + path,
                Reply.json(200, "{\"%s\": [{\"id\": \"r1\", \"tags\": [\"web\", \"prod\"]}]}".formatted(field)));

        assertThat(new NeutronResourceReader(stub.serviceClient("network", "p1", context)).list(kind))
                .singleElement()
                .satisfies(resource -> assertThat(resource.values()).containsEntry("tags", List.of("prod", "web")));
        assertThat(stub.requests("GET /network/v2.0/" + path))
                .singleElement()
                .satisfies(request -> assertThat(request.query()).contains("fields=tags"));
    }

    @Test
    void fieldsAreRequestedByTheNamesInTheApi() {
        assertThat(NeutronDtos.selectFields(NeutronDtos.NetworkBody.class))
                .startsWith("?fields=id&fields=name&fields=project_id&")
                .contains("fields=router%3Aexternal")
                .doesNotContain("projectId");
    }
}
