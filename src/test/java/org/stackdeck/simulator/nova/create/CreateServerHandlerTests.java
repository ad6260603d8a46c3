package org.stackdeck.simulator.nova.create;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorTestBase;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tests {@code POST /servers}, and requests about key pairs, limits, server groups and remote consoles. */
class CreateServerHandlerTests extends SimulatorTestBase {

    private static final String SERVERS = "/compute/v2.1/servers";
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f probe";

    @Test
    void newServerIsScheduledConnectedAndSpawned() {
        SimulatorClient.Answer answer = create("""
                {"networks": [{"uuid": "%s"}], "metadata": {"a": "b"}, "tags": ["t"], "description": "d",
                 "key_name": "console-key", "user_data": "aGFsbG8=", "security_groups": [{"name": "ssh-and-web"}]}""".formatted(network("staff-net")));

        assertThat(answer.status()).isEqualTo(202);
        JsonNode answered = answer.json().path("server");
        String id = answered.path("id").asString("");
        assertThat(answer.header("Location")).endsWith(SERVERS + "/" + id);
        assertThat(answered.path("adminPass").asString("")).hasSize(12);
        assertThat(answered.at("/security_groups/0/name").asString("")).isEqualTo("ssh-and-web");
        assertThat(state(id)).isEqualTo("BUILD scheduling 0");
        assertThat(actions(id)).isEmpty();
        clock.advance(Duration.ofMillis(700));
        assertThat(state(id)).as("state between scheduling and building").isEqualTo("BUILD null 0");
        clock.advance(Duration.ofMillis(300));
        assertThat(state(id)).isEqualTo("BUILD networking 0");
        assertThat(server(id).path("addresses")).isEmpty();
        clock.advance(Duration.ofSeconds(3));
        JsonNode server = server(id);
        assertThat(state(id)).isEqualTo("ACTIVE null 1");
        assertThat(server.path("addresses")).hasSize(1);
        assertThat(server.at("/security_groups/0/name").asString("")).isEqualTo("ssh-and-web");
        assertThat(server.path("tags").toString()).isEqualTo("[\"t\"]");
        assertThat(server.path("key_name").asString("")).isEqualTo("console-key");
        assertThat(server.path("description").asString("")).isEqualTo("d");
        assertThat(actions(id)).containsExactly("create");
    }

    @Test
    void serversOfOneRequestShareAReservation() {
        String reservation = create("{\"min_count\": 3, \"return_reservation_id\": true}")
                .json()
                .path("reservation_id")
                .asString("");

        assertThat(reservation).startsWith("r-");
        assertThat(member.get(SERVERS + "?name=new-").json().path("servers"))
                .extracting(s -> s.path("name").asString(""))
                .containsExactlyInAnyOrder("new-1", "new-2", "new-3");
    }

    @Test
    void requestOverQuotaIsRejectedWithTheLimits() {
        int instances = member.get("/compute/v2.1/limits")
                .json()
                .at("/limits/absolute/totalInstancesUsed")
                .asInt(0);
        simulator.quotas().setLimit("staff", "instances", instances + 1);

        SimulatorClient.Answer answer = create("{\"min_count\": 2}");

        assertThat(message(answer))
                .isEqualTo("403 Quota exceeded for instances: Requested 2, but already used %d of %d instances"
                        .formatted(instances, instances + 1));
        assertThat(create("{\"min_count\": 1, \"max_count\": 2, \"return_reservation_id\": true}")
                        .status())
                .isEqualTo(202);
        assertThat(member.get(SERVERS + "?name=new").json().path("servers")).hasSize(1);
    }

    @Test
    void failedBuildIsReportedByItsFaultOnly() {
        String id = id(create("{\"metadata\": {\"lab_fail\": \"spawn\"}}"));
        clock.advance(Duration.ofSeconds(5));

        assertThat(state(id)).isEqualTo("ERROR null 0");
        assertThat(server(id).at("/fault/message").asString(""))
                .isEqualTo("Build of instance " + id + " aborted: lab_fail asked for a failed spawn");
    }

    @Test
    void serverWithoutAValidHostIsInError() {
        String id = id(create("{\"metadata\": {\"lab_fail\": \"schedule\"}}"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(state(id)).isEqualTo("ERROR null 0");
        assertThat(server(id).at("/fault/message").asString("")).startsWith("No valid host was found.");
        assertThat(member.delete(SERVERS + "/" + id).status()).isEqualTo(204);
        assertThat(member.get(SERVERS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void serverBootsFromANewVolume() {
        String image = image();
        String id = id(create("""
                {"imageRef": "", "block_device_mapping_v2": [{"source_type": "image", "destination_type": "volume",
                 "uuid": "%s", "boot_index": 0, "volume_size": 60, "delete_on_termination": true}]}""".formatted(image)));
        clock.advance(Duration.ofSeconds(5));

        JsonNode server = server(id);
        assertThat(state(id)).isEqualTo("ACTIVE null 1");
        assertThat(server.path("image").asString("")).isEmpty();
        String volume = server.at("/os-extended-volumes:volumes_attached/0/id").asString("");
        String volumes = "/volume/v3/" + server.path("tenant_id").asString("") + "/volumes/";
        assertThat(member.get(volumes + volume).json().at("/volume/status").asString(""))
                .isEqualTo("in-use");
        assertThat(message(member.delete(SERVERS + "/" + id + "/os-volume_attachments/" + volume)))
                .isEqualTo("400 Cannot detach a root device volume");
        assertThat(message(member.post(SERVERS + "/" + id + "/action", "{\"rescue\": null}")))
                .isEqualTo("400 Instance " + id + " cannot be rescued: Cannot rescue a volume-backed instance");
        member.delete(SERVERS + "/" + id);
        clock.advance(Duration.ofSeconds(2));
        assertThat(member.get(volumes + volume).status()).isEqualTo(404);
    }

    @Test
    void snapshotOfAVolumeBackedServerIsBootable() {
        String origin = id(create("""
                {"imageRef": "", "block_device_mapping_v2": [{"source_type": "image", "destination_type": "volume",
                 "uuid": "%s", "boot_index": 0, "volume_size": 5}]}""".formatted(image())));
        clock.advance(Duration.ofSeconds(5));

        SimulatorClient.Answer taken =
                member.post(SERVERS + "/" + origin + "/action", "{\"createImage\": {\"name\": \"snap\"}}");

        assertThat(state(origin)).isEqualTo("ACTIVE null 1");
        assertThat(member.get("/image/v2/images/"
                                + taken.json().path("image_id").asString(""))
                        .json()
                        .path("size")
                        .asInt(-1))
                .isZero();
        String project = server(origin).path("tenant_id").asString("");
        JsonNode snapshot =
                member.get("/volume/v3/" + project + "/snapshots/detail").json().at("/snapshots/0");
        assertThat(snapshot.path("name").asString("")).isEqualTo("snapshot for snap");
        String again = id(create("""
                {"imageRef": "", "block_device_mapping_v2": [{"source_type": "snapshot", "destination_type": "volume",
                 "uuid": "%s", "boot_index": 0}]}""".formatted(snapshot.path("id").asString(""))));
        clock.advance(Duration.ofSeconds(5));
        assertThat(state(again)).isEqualTo("ACTIVE null 1");
        assertThat(member.get("/volume/v3/" + project + "/os-quota-sets/" + project + "?usage=True")
                        .json()
                        .at("/quota_set/snapshots/in_use")
                        .asInt(0))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\": \"\"} | 400 Invalid input for field/attribute name. Value: . '' is too short",
                "{\"flavorRef\": \"nope\"} | 400 Flavor nope could not be found.",
                "{\"imageRef\": \"\"} | 400 Missing imageRef attribute",
                "{\"imageRef\": \"" + NOBODY + "\"} | 400 Can not find requested image",
                "{\"networks\": \"some\"} | 400 Invalid input for field/attribute networks. Value: some. 'some' is not valid"
                        + " under any of the given schemas",
                "{\"networks\": [{\"uuid\": \"" + NOBODY + "\"}]} | 400 Network " + NOBODY + " could not be found.",
                "{\"key_name\": \"nope\"} | 400 Invalid key_name provided.",
                "{\"availability_zone\": \"nope\"} | 400 The requested availability zone is not available",
                "{\"min_count\": 2, \"max_count\": 1} | 400 min_count must be <= max_count",
                "{\"tags\": [\"a,b\"]} | 400 Invalid input for field/attribute 0. Value: a,b. 'a,b' does not match"
                        + " '^[^,/]*$'",
                "{\"user_data\": \"a\"} | 400 Invalid input for field/attribute user_data. Value: a. 'a' is not a 'base64'"
            })
    void invalidRequestReturnsNovasMessage(String change, String text) {
        assertThat(message(create(change))).isEqualTo(text);
    }

    @Test
    void imageRequiresALargeEnoughFlavor() {
        String windows = member.get("/image/v2/images?name=windows-server-2025")
                .json()
                .at("/images/0/id")
                .asString("");

        assertThat(message(create("{\"imageRef\": \"%s\"}".formatted(windows))))
                .isEqualTo(
                        "400 Flavor's disk is smaller than the minimum size specified in image metadata. Flavor disk is"
                                + " 21474836480 bytes, minimum size is 42949672960 bytes.");
    }

    @Test
    void keyPairsAreImportedAndDeletedButNotGenerated() {
        String pairs = "/compute/v2.1/os-keypairs";

        SimulatorClient.Answer made =
                member.post(pairs, "{\"keypair\": {\"name\": \"mine\", \"public_key\": \"%s\"}}".formatted(KEY));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().at("/keypair/fingerprint").asString("")).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
        assertThat(message(member.post(
                        pairs, "{\"keypair\": {\"name\": \"mine\", \"public_key\": \"%s\"}}".formatted(KEY))))
                .isEqualTo("409 Key pair 'mine' already exists.");
        assertThat(message(member.post(pairs, "{\"keypair\": {\"name\": \"x\"}}")))
                .isEqualTo(
                        "400 Invalid input for field/attribute keypair. Value: {'name': 'x'}. 'public_key' is a required"
                                + " property");
        assertThat(message(member.post(pairs, "{\"keypair\": {\"name\": \"x\", \"public_key\": \"nope\"}}")))
                .isEqualTo("400 Keypair data is invalid: failed to generate fingerprint");
        assertThat(member.delete(pairs + "/mine").status()).isEqualTo(204);
        simulator.quotas().setLimit("staff", "key_pairs", 1);
        assertThat(message(member.post(
                        pairs, "{\"keypair\": {\"name\": \"mine\", \"public_key\": \"%s\"}}".formatted(KEY))))
                .isEqualTo("403 Quota exceeded, too many key pairs.");
    }

    @Test
    void limitsIncludeQuotaAndUsage() {
        String project = server(id(create("{}"))).path("tenant_id").asString("");

        JsonNode set = member.get("/compute/v2.1/os-quota-sets/" + project + "/detail")
                .json()
                .path("quota_set");

        assertThat(set.at("/instances/limit").asInt(0)).isEqualTo(20_000);
        assertThat(set.at("/instances/in_use").asInt(0))
                .isEqualTo(member.get("/compute/v2.1/limits")
                        .json()
                        .at("/limits/absolute/totalInstancesUsed")
                        .asInt(0))
                .isPositive();
        assertThat(message(member.get("/compute/v2.1/os-quota-sets/" + NOBODY + "/detail")))
                .isEqualTo("403 Policy doesn't allow os_compute_api:os-quota-sets:detail to be performed.");
    }

    @Test
    void serverGroupListsItsMembers() {
        String group = member.post(
                        "/compute/v2.1/os-server-groups",
                        "{\"server_group\": {\"name\": \"apart\", \"policy\": \"anti-affinity\"}}")
                .json()
                .at("/server_group/id")
                .asString("");
        ObjectNode body = body("{}");
        body.putObject("os:scheduler_hints").put("group", group);

        String id = id(member.post(SERVERS, body.toString()));

        assertThat(member.get("/compute/v2.1/os-server-groups/" + group)
                        .json()
                        .at("/server_group/members")
                        .toString())
                .isEqualTo("[\"" + id + "\"]");
        assertThat(server(id).path("server_groups").toString()).isEqualTo("[\"" + group + "\"]");
    }

    @Test
    void serverGroupsArePagedByOffsetAndLimit() {
        String groups = "/compute/v2.1/os-server-groups";
        for (String name : List.of("second", "third")) {
            member.post(groups, "{\"server_group\": {\"name\": \"" + name + "\", \"policy\": \"affinity\"}}");
        }

        assertThat(member.get(groups + "?offset=1&limit=1")
                        .json()
                        .at("/server_groups/0/name")
                        .asString(""))
                .isEqualTo("second");
        assertThat(member.get(groups + "?offset=1&limit=0").json().path("server_groups"))
                .hasSize(2);
        assertThat(member.get(groups + "?offset=3").json().path("server_groups"))
                .isEmpty();
    }

    @Test
    void runningServerHasARemoteConsole() {
        String id = simulator.servers().create("staff", "with-console");
        String consoles = SERVERS + "/" + id + "/remote-consoles";
        String serial = "{\"remote_console\": {\"protocol\": \"serial\", \"type\": \"serial\"}}";

        assertThat(member.post(consoles, "{\"remote_console\": {\"protocol\": \"vnc\", \"type\": \"novnc\"}}")
                        .json()
                        .at("/remote_console/url")
                        .asString(""))
                .contains("token%3D");
        assertThat(member.post(consoles, serial).status()).isEqualTo(200);
        assertThat(SimulatorClient.admin(simulator)
                        .get(SERVERS + "/" + id + "/diagnostics")
                        .json()
                        .path("num_cpus")
                        .asInt(0))
                .isPositive();
        simulator.servers().setState(id, "stopped", null, 4);
        assertThat(message(member.post(consoles, serial))).isEqualTo("400 Unavailable console type serial.");
        assertThat(message(member.get(SERVERS + "/" + id + "/diagnostics")))
                .isEqualTo("403 Policy doesn't allow os_compute_api:os-server-diagnostics to be performed.");
        assertThat(message(SimulatorClient.admin(simulator).get(SERVERS + "/" + id + "/diagnostics")))
                .endsWith("while it is in power state shutdown");
    }

    private ObjectNode body(String changes) {
        ObjectNode body = Json.object();
        ObjectNode server = body.putObject("server")
                .put("name", "new")
                .put("flavorRef", flavor())
                .put("imageRef", image())
                .put("networks", "none");
        server.setAll((ObjectNode) Json.MAPPER.readTree(changes));
        return body;
    }

    private SimulatorClient.Answer create(String changes) {
        return member.post(SERVERS, body(changes).toString());
    }

    private static String id(SimulatorClient.Answer answer) {
        return answer.json().at("/server/id").asString("");
    }

    private String flavor() {
        return member.get("/compute/v2.1/flavors")
                .json()
                .path("flavors")
                .valueStream()
                .filter(f -> f.path("name").asString("").equals("m1.small"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString("");
    }

    private String image() {
        return member.get("/image/v2/images?name=debian-13")
                .json()
                .at("/images/0/id")
                .asString("");
    }

    private String network(String name) {
        return member.get("/network/v2.0/networks?name=" + name)
                .json()
                .at("/networks/0/id")
                .asString("");
    }

    private JsonNode server(String id) {
        return member.get(SERVERS + "/" + id).json().path("server");
    }

    private String state(String id) {
        JsonNode server = server(id);
        return server.path("status").asString("") + " "
                + server.path("OS-EXT-STS:task_state").asString("null") + " "
                + server.path("OS-EXT-STS:power_state").asString("");
    }

    private List<String> actions(String id) {
        return simulator.servers().actions(id);
    }
}
