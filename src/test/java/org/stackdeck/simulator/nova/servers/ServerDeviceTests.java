package org.stackdeck.simulator.nova.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorTestBase;
import tools.jackson.databind.JsonNode;

/** Tests volumes, interfaces and floating IPs through Nova, Cinder and Neutron. */
class ServerDeviceTests extends SimulatorTestBase {

    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private String id;
    private String server;
    private String volumes;
    private String attachments;
    private String interfaces;

    @BeforeEach
    void start() {
        id = simulator.servers().create("staff", "under-test");
        server = "/compute/v2.1/servers/" + id;
        attachments = server + "/os-volume_attachments";
        interfaces = server + "/os-interface";
        String project = member.get(server).json().at("/server/tenant_id").asString("");
        volumes = "/volume/v3/" + project + "/volumes";
    }

    @Test
    void volumeStatusFollowsAttachmentAndDetachment() {
        String volume = volume();

        SimulatorClient.Answer attached = attach(volume);

        assertThat(attached.status()).isEqualTo(200);
        assertThat(attached.json().at("/volumeAttachment/device").asString("")).isEqualTo("/dev/vdb");
        assertThat(status(volume)).isEqualTo("reserved");
        assertThat(shown().at("/os-extended-volumes:volumes_attached/0/id").asString(""))
                .isEqualTo(volume);
        assertThat(shown().path("OS-EXT-STS:task_state").isNull()).isTrue();
        clock.advance(Duration.ofMillis(100));
        assertThat(status(volume)).isEqualTo("attaching");
        clock.advance(Duration.ofSeconds(1));
        assertThat(status(volume)).isEqualTo("in-use");
        assertThat(one(volume).at("/volume/attachments/0/server_id").asString(""))
                .isEqualTo(id);

        assertThat(member.delete(attachments + "/" + volume).status()).isEqualTo(202);

        assertThat(status(volume)).isEqualTo("detaching");
        clock.advance(Duration.ofSeconds(1));
        assertThat(status(volume)).isEqualTo("available");
        assertThat(shown().path("os-extended-volumes:volumes_attached")).isEmpty();
        assertThat(simulator.servers().actions(id)).isEqualTo(List.of("create", "attach_volume", "detach_volume"));
    }

    @Test
    void attachmentFieldsDependOnTheMicroversion() {
        String volume = volume();
        member.post(
                attachments,
                "{\"volumeAttachment\": {\"volumeId\": \"%s\", \"delete_on_termination\": true}}".formatted(volume));
        clock.advance(Duration.ofSeconds(1));

        assertThat(fields("2.1")).containsExactlyInAnyOrder("id", "volumeId", "serverId", "device");
        assertThat(fields("2.79"))
                .containsExactlyInAnyOrder("id", "volumeId", "serverId", "device", "tag", "delete_on_termination");
        assertThat(fields("2.89"))
                .containsExactlyInAnyOrder(
                        "volumeId", "serverId", "device", "tag", "delete_on_termination", "attachment_id", "bdm_uuid");
        member.delete(server);
        clock.advance(Duration.ofSeconds(1));
        assertThat(member.get(volumes + "/" + volume).status()).isEqualTo(404);
    }

    @Test
    void volumeThatCannotBeAttachedIsRejectedOrReleased() {
        String volume = volume();
        attach(volume);

        assertThat(message(attach(volume)))
                .isEqualTo("400 Invalid volume: volume " + volume + " is already attached to instances: " + id);
        assertThat(message(attach(NOBODY))).isEqualTo("404 Volume " + NOBODY + " could not be found.");
        assertThat(message(member.delete(attachments + "/" + NOBODY)))
                .isEqualTo("404 Volume " + NOBODY + " could not be found.");
        simulator.servers().setMetadata(id, Map.of("lab_fail", "attach_volume"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(status(volume)).isEqualTo("available");
        assertThat(shown().path("os-extended-volumes:volumes_attached")).isEmpty();
        simulator.servers().lock(id, "maintenance");
        assertThat(message(attach(volume))).isEqualTo("409 Instance " + id + " is locked");
    }

    @Test
    void interfaceAddsAndRemovesItsAddress() {
        String network = network("staff-net");

        SimulatorClient.Answer made =
                member.post(interfaces, "{\"interfaceAttachment\": {\"net_id\": \"%s\"}}".formatted(network));

        assertThat(made.status()).isEqualTo(200);
        String port = made.json().at("/interfaceAttachment/port_id").asString("");
        String ip =
                made.json().at("/interfaceAttachment/fixed_ips/0/ip_address").asString("");
        assertThat(shown().path("addresses").toString()).contains(ip);
        assertThat(port(port).path("device_id").asString("")).isEqualTo(id);

        assertThat(member.delete(interfaces + "/" + port).status()).isEqualTo(202);
        clock.advance(Duration.ofSeconds(1));

        assertThat(shown().path("addresses").toString()).doesNotContain(ip);
        assertThat(member.get("/network/v2.0/ports/" + port).status()).isEqualTo(404);
        assertThat(simulator.servers().actions(id))
                .isEqualTo(List.of("create", "attach_interface", "detach_interface"));
    }

    @Test
    void separatelyCreatedPortSurvivesTheServer() {
        String port = member.post(
                        "/network/v2.0/ports",
                        "{\"port\": {\"network_id\": \"%s\", \"name\": \"mine\"}}".formatted(network("staff-net")))
                .json()
                .at("/port/id")
                .asString("");
        String attach = "{\"interfaceAttachment\": {\"port_id\": \"%s\"}}".formatted(port);

        assertThat(member.post(interfaces, attach).status()).isEqualTo(200);

        assertThat(port(port).path("device_id").asString("")).isEqualTo(id);
        assertThat(message(member.post(interfaces, attach))).isEqualTo("409 Port " + port + " is still in use.");
        member.delete(server);
        clock.advance(Duration.ofSeconds(1));
        assertThat(port(port).path("device_id").asString("")).isEmpty();
        assertThat(member.delete("/network/v2.0/ports/" + port).status()).isEqualTo(204);
    }

    @Test
    void invalidInterfaceReturnsNovasMessage() {
        assertThat(message(member.post(
                        interfaces,
                        "{\"interfaceAttachment\": {\"net_id\": \"%1$s\", \"port_id\": \"%1$s\"}}".formatted(NOBODY))))
                .isEqualTo("400 Must not input both network_id and port_id");
        assertThat(message(
                        member.post(interfaces, "{\"interfaceAttachment\": {\"port_id\": \"%s\"}}".formatted(NOBODY))))
                .isEqualTo("404 Port id " + NOBODY + " could not be found.");
    }

    @Test
    void novaShowsAFloatingIpLaterThanNeutron() {
        String port = member.get(interfaces)
                .json()
                .at("/interfaceAttachments/0/port_id")
                .asString("");
        SimulatorClient.Answer made = member.post(
                "/network/v2.0/floatingips",
                "{\"floatingip\": {\"floating_network_id\": \"%s\", \"port_id\": \"%s\"}}"
                        .formatted(network("public"), port));
        String floating = made.json().at("/floatingip/id").asString("");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().at("/floatingip/port_id").asString("")).isEqualTo(port);
        assertThat(shown().path("addresses").toString()).doesNotContain("floating");
        clock.advance(Duration.ofSeconds(2));
        assertThat(shown().path("addresses").toString()).contains("floating");

        member.send("PUT", "/network/v2.0/floatingips/" + floating, "{\"floatingip\": {\"port_id\": null}}");
        clock.advance(Duration.ofSeconds(2));
        assertThat(shown().path("addresses").toString()).doesNotContain("floating");
        assertThat(member.delete("/network/v2.0/floatingips/" + floating).status())
                .isEqualTo(204);
        assertThat(member.get("/network/v2.0/floatingips/" + floating)
                        .json()
                        .at("/NeutronError/message")
                        .asString(""))
                .isEqualTo("Floating IP " + floating + " could not be found");
    }

    @Test
    void floatingIpWithAnOutdatedRevisionIsNotChanged() {
        String floating = member.post(
                        "/network/v2.0/floatingips",
                        "{\"floatingip\": {\"floating_network_id\": \"%s\"}}".formatted(network("public")))
                .json()
                .at("/floatingip/id")
                .asString("");
        String port = member.get(interfaces)
                .json()
                .at("/interfaceAttachments/0/port_id")
                .asString("");
        String path = "/network/v2.0/floatingips/" + floating;
        String lead = "{\"floatingip\": {\"port_id\": \"%s\"}}".formatted(port);

        assertThat(member.send("PUT", path, lead, "If-Match", "revision_number=0")
                        .json()
                        .at("/floatingip/revision_number")
                        .asInt(0))
                .isEqualTo(1);
        SimulatorClient.Answer late = member.send("PUT", path, lead, "If-Match", "revision_number=0");

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().at("/NeutronError/message").asString(""))
                .isEqualTo("Constrained to 0, but current revision is 1");
    }

    @Test
    void floatingIpsHaveAQuotaAndReadersCannotCreateThem() {
        String wanted = "{\"floatingip\": {\"floating_network_id\": \"%s\"}}".formatted(network("public"));
        simulator.quotas().setLimit("staff", "floatingip", 0);

        assertThat(member.post("/network/v2.0/floatingips", wanted)
                        .json()
                        .at("/NeutronError/message")
                        .asString(""))
                .isEqualTo("Quota exceeded for resources: ['floatingip'].");
        assertThat(SimulatorClient.reader(simulator)
                        .post("/network/v2.0/floatingips", wanted)
                        .json()
                        .at("/NeutronError/message")
                        .asString(""))
                .isEqualTo("rule:create_floatingip is disallowed by policy");
    }

    @Test
    void securityGroupsHaveRules() {
        JsonNode groups = member.get("/network/v2.0/security-groups?name=ssh-and-web")
                .json()
                .path("security_groups");

        assertThat(groups).hasSize(1);
        assertThat(groups.path(0).path("security_group_rules"))
                .extracting(r -> r.path("direction").asString("") + " "
                        + r.path("port_range_min").asString("any"))
                .contains("ingress 22", "ingress 443", "egress any");
        assertThat(member.get(server + "/os-security-groups")
                        .json()
                        .at("/security_groups/0/rules/0/from_port")
                        .asInt(0))
                .isEqualTo(22);
    }

    private String volume() {
        return member.get(volumes + "?status=available&name=staff-data-1")
                .json()
                .at("/volumes/0/id")
                .asString("");
    }

    private JsonNode one(String volume) {
        return member.get(volumes + "/" + volume).json();
    }

    private String status(String volume) {
        return one(volume).at("/volume/status").asString("");
    }

    private SimulatorClient.Answer attach(String volume) {
        return member.post(attachments, "{\"volumeAttachment\": {\"volumeId\": \"%s\"}}".formatted(volume));
    }

    private List<String> fields(String microversion) {
        return List.copyOf(member.in(microversion)
                .get(attachments)
                .json()
                .at("/volumeAttachments/0")
                .propertyNames());
    }

    private String network(String name) {
        return member.get("/network/v2.0/networks?name=" + name)
                .json()
                .at("/networks/0/id")
                .asString("");
    }

    private JsonNode port(String port) {
        return member.get("/network/v2.0/ports/" + port).json().path("port");
    }

    private JsonNode shown() {
        return member.get(server).json().path("server");
    }
}
