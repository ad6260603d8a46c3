package org.stackdeck.simulator.nova.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorOptions;
import org.stackdeck.simulator.SimulatorTestBase;
import tools.jackson.databind.JsonNode;

/** Tests server actions with parameters. The error messages are those of Nova 2025.1. */
class ActionParameterTests extends SimulatorTestBase {

    private static final String SERVERS = "/compute/v2.1/servers/";
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private SimulatorClient admin;
    private String id;

    @BeforeEach
    void start() {
        admin = SimulatorClient.admin(simulator);
        id = simulator.servers().create("staff", "under-test");
    }

    @Test
    void rescueReturnsThePasswordAndEndsInRescue() {
        SimulatorClient.Answer given = act(member, "{\"rescue\": {\"adminPass\": \"secret\"}}");

        assertThat(given.status()).isEqualTo(200);
        assertThat(given.json().path("adminPass").asString("")).isEqualTo("secret");
        assertThat(shown()).isEqualTo("ACTIVE rescuing");
        pass();
        assertThat(shown()).isEqualTo("RESCUE null");
        assertThat(act(member, "{\"unrescue\": null}").status()).isEqualTo(202);
        pass();
        assertThat(shown()).isEqualTo("ACTIVE null");
        assertThat(act(member, "{\"rescue\": null}").json().path("adminPass").asString(""))
                .hasSize(12);
    }

    @Test
    void rebuildReturnsTheNewServerAndItsPassword() {
        String image = member.get("/image/v2/images?name=cirros-0.6")
                .json()
                .at("/images/0/id")
                .asString("");

        SimulatorClient.Answer answer = act(
                member,
                "{\"rebuild\": {\"imageRef\": \"%s\", \"name\": \"anew\", \"metadata\": {\"a\": \"b\"}, \"key_name\": null}}"
                        .formatted(image));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith(SERVERS + id);
        JsonNode server = answer.json().path("server");
        assertThat(server.path("status").asString("")).isEqualTo("REBUILD");
        assertThat(server.path("adminPass").asString("")).hasSize(12);
        assertThat(server.path("name").asString("")).isEqualTo("anew");
        assertThat(server.path("key_name").isNull()).isTrue();
        assertThat(server.at("/image/id").asString("")).isEqualTo(image);
        assertThat(server.at("/metadata/a").asString("")).isEqualTo("b");
        pass();
        assertThat(shown()).isEqualTo("ACTIVE null");
        assertThat(events(answer)).containsExactly("compute_rebuild_instance", "rebuild_server");
    }

    @Test
    void stoppedServerIsStoppedAfterARebuild() {
        simulator.servers().setState(id, "stopped", null, 4);
        String image = server().at("/image/id").asString("");

        SimulatorClient.Answer answer = act(member, "{\"rebuild\": {\"imageRef\": \"%s\"}}".formatted(image));
        pass();

        assertThat(shown()).isEqualTo("SHUTOFF null");
        assertThat(events(answer))
                .containsExactly("compute_stop_instance", "compute_rebuild_instance", "rebuild_server");
    }

    @Test
    void resizeCanBeConfirmedOrReverted() {
        String before = flavor();
        String other = otherFlavor();

        SimulatorClient.Answer answer = act(member, resize(other));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(shown()).isEqualTo("RESIZE resize_prep");
        assertThat(flavor()).isEqualTo(before);
        pass();

        assertThat(shown()).isEqualTo("VERIFY_RESIZE null");
        assertThat(flavor()).isNotEqualTo(before);
        assertThat(events(answer))
                .containsExactly(
                        "compute_finish_resize",
                        "compute_resize_instance",
                        "compute_prep_resize",
                        "cold_migrate",
                        "conductor_migrate_server");
        act(member, "{\"revertResize\": null}");
        pass();
        assertThat(flavor()).isEqualTo(before);
        act(member, resize(other));
        pass();
        assertThat(act(member, "{\"confirmResize\": null}").status()).isEqualTo(204);
        pass();
        assertThat(flavor()).isNotEqualTo(before);
        assertThat(shown()).isEqualTo("ACTIVE null");
    }

    @Test
    void failedResizeKeepsTheFlavorAndSetsError() {
        simulator.servers().setMetadata(id, Map.of("lab_fail", "migrate"));
        String before = flavor();

        SimulatorClient.Answer answer = act(member, resize(otherFlavor()));
        pass();

        assertThat(shown()).isEqualTo("ERROR null");
        assertThat(flavor()).isEqualTo(before);
        assertThat(events(answer).getFirst()).isEqualTo("compute_resize_instance");
    }

    @Test
    void resizeOverQuotaIsRejectedWithTheLimits() {
        simulator.quotas().setLimit("staff", "cores", 1);
        simulator.quotas().setLimit("staff", "ram", 1024);

        String refusal = refusal(member, resize(otherFlavor()));

        assertThat(refusal)
                .matches(
                        "403 Quota exceeded for cores, ram: Requested \\d+, \\d+, but already used \\d+, \\d+ of 1, 1024"
                                + " cores, ram");
        assertThat(shown()).isEqualTo("ACTIVE null");
    }

    @Test
    void snapshotImageIsQueuedThenSavingThenActive() {
        SimulatorClient.Answer answer =
                act(member, "{\"createImage\": {\"name\": \"snap\", \"metadata\": {\"k\": \"v\"}}}");

        assertThat(answer.status()).isEqualTo(202);
        String image = answer.json().path("image_id").asString("");
        assertThat(image(image).path("status").asString("")).isEqualTo("queued");
        assertThat(shown()).isEqualTo("ACTIVE image_snapshot_pending");
        clock.advance(Duration.ofMillis(500));
        assertThat(shown()).isEqualTo("ACTIVE image_uploading");
        assertThat(image(image).path("status").asString("")).isEqualTo("saving");
        pass();
        assertThat(shown()).isEqualTo("ACTIVE null");
        JsonNode done = image(image);
        assertThat(done.path("status").asString("")).isEqualTo("active");
        assertThat(done.path("visibility").asString("")).isEqualTo("private");
        long gibibytes =
                member.get(SERVERS + id).json().at("/server/flavor/disk").asLong(0);
        assertThat(done.path("size").asLong(0)).isPositive().isEqualTo(gibibytes << 30);
        assertThat(done.path("instance_uuid").asString("")).isEqualTo(id);
        assertThat(done.path("k").asString("")).isEqualTo("v");
        assertThat(member.in("2.1")
                        .post(SERVERS + id + "/action", "{\"createImage\": {\"name\": \"snap\"}}")
                        .header("Location"))
                .contains("/images/");
    }

    @Test
    void failedSnapshotLeavesNoImage() {
        simulator.servers().setMetadata(id, Map.of("lab_fail", "snapshot"));

        String image = act(member, "{\"createImage\": {\"name\": \"snap\"}}")
                .json()
                .path("image_id")
                .asString("");
        pass();

        assertThat(member.get("/image/v2/images/" + image).status()).isEqualTo(404);
        assertThat(shown()).isEqualTo("ACTIVE null");
    }

    @Test
    void lockedServerAllowsSnapshots() {
        simulator.servers().lock(id, "maintenance");

        assertThat(act(member, "{\"createImage\": {\"name\": \"snap\"}}").status())
                .isEqualTo(202);
        assertThat(refusal(member, resize(otherFlavor()))).isEqualTo("409 Instance " + id + " is locked");
        assertThat(refusal(member, "{\"changePassword\": {\"adminPass\": \"x\"}}"))
                .isEqualTo("409 Instance " + id + " is in an invalid state for 'changePassword'");
    }

    @Test
    void passwordChangeIsSynchronousAndReportsFailure() {
        assertThat(act(member, "{\"changePassword\": {\"adminPass\": \"x\"}}").status())
                .isEqualTo(202);
        assertThat(shown()).isEqualTo("ACTIVE null");
        simulator.servers().setMetadata(id, Map.of("lab_fail", "set_admin_password"));

        assertThat(refusal(member, "{\"changePassword\": {\"adminPass\": \"x\"}}"))
                .isEqualTo("409 Failed to set admin password on " + id + " because error setting admin password");
    }

    @Test
    void membersCannotUseAdministratorActions() {
        assertThat(refusal(member, "{\"os-resetState\": {\"state\": \"error\"}}"))
                .isEqualTo("403 Policy doesn't allow os_compute_api:os-admin-actions:reset_state to be performed.");
        assertThat(refusal(member, "{\"migrate\": null}"))
                .isEqualTo("403 Policy doesn't allow os_compute_api:os-migrate-server:migrate to be performed.");
        assertThat(refusal(member, "{\"shelveOffload\": null}"))
                .isEqualTo("403 Policy doesn't allow os_compute_api:os-shelve:shelve_offload to be performed.");
        assertThat(act(admin, "{\"os-resetState\": {\"state\": \"error\"}}").status())
                .isEqualTo(202);
        assertThat(shown()).isEqualTo("ERROR null");
        act(admin, "{\"os-resetState\": {\"state\": \"active\"}}");
        act(admin, "{\"migrate\": null}");
        pass();
        assertThat(shown()).isEqualTo("VERIFY_RESIZE null");
        assertThat(simulator.servers().actions(id)).isEqualTo(List.of("create", "resetState", "resetState", "migrate"));
    }

    @Test
    void softDeletedServerCanBeRestored() {
        assertThat(refusal(member, "{\"restore\": null}"))
                .isEqualTo("409 Cannot 'restore' instance " + id + " while it is in vm_state active");
        simulator.servers().setState(id, "soft-delete", null, 4);

        act(member, "{\"restore\": null}");
        pass();

        assertThat(shown()).isEqualTo("ACTIVE null");
        assertThat(act(member, "{\"forceDelete\": null}").status()).isEqualTo(202);
        pass();
        assertThat(member.get(SERVERS + id).status()).isEqualTo(404);
    }

    @Test
    void softDeletedServersAreNotListedAndExpire() {
        try (Simulator keeping = Simulator.start(
                SimulatorOptions.defaults().withServers(4).withClock(clock).withSoftDelete(Duration.ofMinutes(1)))) {
            SimulatorClient simulatorClient = SimulatorClient.member(keeping);
            String kept = keeping.servers().create("staff", "kept");
            String since = "?changes-since=2026-11-25T07:59:00Z&name=kept";

            assertThat(simulatorClient.delete(SERVERS + kept).status()).isEqualTo(204);
            pass();

            assertThat(keeping.servers().status(kept)).isEqualTo("SOFT_DELETED");
            assertThat(simulatorClient.get(SERVERS + "?name=kept").json().path("servers"))
                    .isEmpty();
            assertThat(simulatorClient
                            .get(SERVERS + "detail" + since)
                            .json()
                            .at("/servers/0/status")
                            .asString(""))
                    .isEqualTo("SOFT_DELETED");
            simulatorClient.post(SERVERS + kept + "/action", "{\"restore\": null}");
            pass();
            assertThat(keeping.servers().status(kept)).isEqualTo("ACTIVE");
            simulatorClient.delete(SERVERS + kept);
            clock.advance(Duration.ofMinutes(2));
            assertThat(simulatorClient.get(SERVERS + kept).status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rescue\": {\"foo\": 1}} | 400 Invalid input for field/attribute rescue. Value: {'foo': 1}. Additional"
                        + " properties are not allowed ('foo' was unexpected)",
                "{\"rescue\": []} | 400 Invalid input for field/attribute rescue. Value: []. [] is not of type 'object',"
                        + " 'null'",
                "{\"rescue\": {\"rescue_image_ref\": \"x\"}} | 400 Invalid input for field/attribute rescue_image_ref."
                        + " Value: x. 'x' is not a 'uuid'",
                "{\"rescue\": {\"rescue_image_ref\": \"" + NOBODY + "\"}} | 400 Requested rescue image '" + NOBODY
                        + "' is not supported",
                "{\"rebuild\": {\"imageRef\": \"" + NOBODY + "\"}} | 400 Cannot find image for rebuild",
                "{\"rebuild\": {\"imageRef\": \"" + NOBODY
                        + "\", \"name\": \"\"}} | 400 Invalid input for field/attribute"
                        + " name. Value: . '' is too short",
                "{\"rebuild\": {\"imageRef\": \"" + NOBODY + "\", \"name\": \" x\"}} | 400 An invalid 'name' value was"
                        + " provided. The name must be: printable characters. Can not start or end with whitespace.",
                "{\"rebuild\": {\"imageRef\": \"" + NOBODY
                        + "\", \"key_name\": \"nope\"}} | 400 Invalid key_name provided.",
                "{\"resize\": {\"flavorRef\": \"nope\"}} | 400 Flavor nope could not be found.",
                "{\"resize\": {}} | 400 Invalid input for field/attribute resize. Value: {}. 'flavorRef' is a required"
                        + " property",
                "{\"lock\": {\"locked_reason\": \"\"}} | 400 Invalid input for field/attribute locked_reason. Value: . ''"
                        + " is too short",
                "{\"createImage\": {}} | 400 Invalid input for field/attribute createImage. Value: {}. 'name' is a required"
                        + " property",
                "{\"changePassword\": {\"adminPass\": 5}} | 400 Invalid input for field/attribute adminPass. Value: 5. 5 is"
                        + " not of type 'string'"
            })
    void invalidRequestReturnsNovasMessage(String body, String text) {
        assertThat(refusal(member, body)).isEqualTo(text);
        assertThat(simulator.servers().actions(id)).containsExactly("create");
    }

    @Test
    void resizeToTheSameFlavorIsRejected() {
        String own = member.get("/compute/v2.1/flavors/detail")
                .json()
                .path("flavors")
                .valueStream()
                .filter(f -> f.path("name").asString("").equals(flavor()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString("");

        assertThat(refusal(member, resize(own))).isEqualTo("400 When resizing, instances must change flavor!");
    }

    private void pass() {
        clock.advance(Duration.ofSeconds(5));
    }

    private JsonNode server() {
        return member.get(SERVERS + id).json().path("server");
    }

    private String shown() {
        JsonNode server = server();
        return server.path("status").asString("") + " "
                + server.path("OS-EXT-STS:task_state").asString("null");
    }

    private String flavor() {
        return server().at("/flavor/original_name").asString("");
    }

    private String otherFlavor() {
        return member.get("/compute/v2.1/flavors/detail")
                .json()
                .path("flavors")
                .valueStream()
                .filter(f -> f.path("name").asString("").equals("m1.large"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString("");
    }

    private static String resize(String flavor) {
        return "{\"resize\": {\"flavorRef\": \"%s\"}}".formatted(flavor);
    }

    private JsonNode image(String image) {
        return member.get("/image/v2/images/" + image).json();
    }

    private SimulatorClient.Answer act(SimulatorClient simulatorClient, String body) {
        return simulatorClient.post(SERVERS + id + "/action", body);
    }

    private String refusal(SimulatorClient simulatorClient, String body) {
        SimulatorClient.Answer answer = act(simulatorClient, body);
        return answer.status() + " "
                + answer.json().iterator().next().path("message").asString("");
    }

    private List<String> events(SimulatorClient.Answer answer) {
        return member.get(SERVERS + id + "/os-instance-actions/" + answer.header("x-openstack-request-id"))
                .json()
                .at("/instanceAction/events")
                .valueStream()
                .map(e -> e.path("event").asString(""))
                .toList();
    }
}
