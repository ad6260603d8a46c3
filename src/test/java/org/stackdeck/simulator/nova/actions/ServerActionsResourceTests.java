package org.stackdeck.simulator.nova.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorTestBase;
import tools.jackson.databind.JsonNode;

class ServerActionsResourceTests extends SimulatorTestBase {

    private static final String SERVERS = "/compute/v2.1/servers/";
    private static final String STOP = "{\"os-stop\": null}";

    private String id;

    @BeforeEach
    void start() {
        id = simulator.servers().create("staff", "under-test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active  | {\"os-stop\": null}             | ACTIVE      powering-off   | SHUTOFF",
                "stopped | {\"os-start\": null}            | SHUTOFF     powering-on    | ACTIVE",
                "active  | {\"reboot\": {\"type\": \"SOFT\"}} | REBOOT      rebooting      | ACTIVE",
                "stopped | {\"reboot\": {\"type\": \"HARD\"}} | SHUTOFF     rebooting_hard | ACTIVE",
                "active  | {\"reboot\": {\"type\": \"HARD\"}} | HARD_REBOOT rebooting_hard | ACTIVE",
                "active  | {\"pause\": null}               | ACTIVE      pausing        | PAUSED",
                "paused  | {\"unpause\": null}             | PAUSED      unpausing      | ACTIVE",
                "active  | {\"suspend\": null}             | ACTIVE      suspending     | SUSPENDED",
                "suspended | {\"resume\": null}            | SUSPENDED   resuming       | ACTIVE",
                "resized | {\"confirmResize\": null}       | VERIFY_RESIZE null         | SHUTOFF",
                "paused  | {\"shelve\": null}              | PAUSED      shelving       | SHELVED_OFFLOADED"
            })
    void actionPassesItsTaskStatesAndEndsInItsState(String from, String body, String during, String end) {
        simulator.servers().setState(id, from, null, from.equals("active") ? 1 : 4);

        SimulatorClient.Answer answer = member.post(SERVERS + id + "/action", body);

        assertThat(answer.status()).isEqualTo(body.contains("confirmResize") ? 204 : 202);
        assertThat(shown()).isEqualTo(during.replaceAll(" +", " "));
        clock.advance(Duration.ofSeconds(2));
        assertThat(shown()).isEqualTo(end + " null");
        JsonNode action = action(member, answer);
        assertThat(action.path("events")).hasSize(1);
        assertThat(action.path("events").path(0).path("result").asString("")).isEqualTo("Success");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shelved_offloaded | unshelve | unshelving | compute_unshelve_instance, schedule_instances, get_image_info",
                "shelved | unshelve | unshelving | compute_unshelve_instance, schedule_instances, get_image_info",
                "resized | revertResize | resize_reverting | compute_finish_revert_resize, compute_revert_resize"
            })
    void actionWithSeveralStagesLooksFinishedBetweenThem(String from, String word, String task, String events) {
        simulator.servers().setState(id, from, null, 1);
        SimulatorClient.Answer answer = member.post(SERVERS + id + "/action", "{\"" + word + "\": null}");

        boolean looksFinished = false;
        for (int i = 0; i < 250 && !looksFinished; i++) {
            clock.advance(Duration.ofMillis(10));
            JsonNode so = action(member, answer).path("events");
            looksFinished = !so.isEmpty()
                    && so.valueStream().noneMatch(e -> e.path("finish_time").isNull());
        }

        assertThat(looksFinished).isTrue();
        assertThat(shown()).endsWith(" " + task);
        clock.advance(Duration.ofSeconds(3));
        assertThat(shown()).isEqualTo("ACTIVE null");
        assertThat(action(member, answer)
                        .path("events")
                        .valueStream()
                        .map(e -> e.path("event").asString()))
                .containsExactly(events.split(", "));
    }

    @Test
    void lockIsRemovedByItsOwnerOrAnAdministrator() {
        SimulatorClient admin = SimulatorClient.admin(simulator);
        member.post(SERVERS + id + "/action", "{\"lock\": null}");
        member.post(SERVERS + id + "/action", "{\"lock\": {\"locked_reason\": \"again\"}}");
        assertThat(simulator.servers().actions(id)).isEqualTo(List.of("create", "lock"));
        member.post(SERVERS + id + "/action", "{\"unlock\": null}");
        assertThat(refusal(member, "{\"os-start\": null}")).contains("vm_state active");

        simulator.servers().lockAsAdministrator(id, "under investigation");

        assertThat(refusal(member, "{\"unlock\": null}"))
                .isEqualTo("403 Policy doesn't allow os_compute_api:os-lock-server:unlock:unlock_override to be"
                        + " performed.");
        assertThat(admin.post(SERVERS + id + "/action", "{\"unlock\": null}").status())
                .isEqualTo(202);
        assertThat(simulator.servers().actions(id)).isEqualTo(List.of("create", "lock", "unlock", "unlock"));
    }

    @Test
    void acceptedActionHasNoEventsAtFirst() {
        SimulatorClient.Answer answer = member.post(SERVERS + id + "/action", STOP);

        assertThat(action(member, answer).path("events")).isEmpty();
        clock.advance(Duration.ofMillis(50));
        assertThat(action(member, answer)
                        .path("events")
                        .path(0)
                        .path("finish_time")
                        .isNull())
                .isTrue();
    }

    @Test
    void wrongStateReturnsNovasMessage() {
        assertThat(refusal(member, "{\"os-start\": null}"))
                .isEqualTo("409 Cannot 'start' instance " + id + " while it is in vm_state active");
        member.post(SERVERS + id + "/action", STOP);
        assertThat(refusal(member, "{\"reboot\": {\"type\": \"SOFT\"}}"))
                .isEqualTo("409 Cannot 'reboot' instance " + id + " while it is in task_state powering-off");
    }

    @Test
    void lockAppliesToMembersButNotToAdministrators() {
        simulator.servers().lock(id, "maintenance");

        assertThat(refusal(member, STOP)).isEqualTo("409 Instance " + id + " is locked");
        assertThat(member.delete(SERVERS + id).status()).isEqualTo(409);
        assertThat(SimulatorClient.admin(simulator)
                        .post(SERVERS + id + "/action", STOP)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void readerCanReadButNotChangeServers() {
        SimulatorClient reader = SimulatorClient.reader(simulator);

        assertThat(reader.get(SERVERS + id).status()).isEqualTo(200);
        assertThat(refusal(reader, STOP))
                .isEqualTo("403 Policy doesn't allow os_compute_api:servers:stop to be performed.");
        assertThat(reader.delete(SERVERS + id).status()).isEqualTo(403);
    }

    @Test
    void serverOfAnotherProjectIsNotFound() {
        SimulatorClient research = SimulatorClient.as(simulator, "console", "console-secret", "research");

        assertThat(research.get(SERVERS + id).status()).isEqualTo(404);
        assertThat(refusal(research, STOP)).isEqualTo("404 Instance " + id + " could not be found.");
    }

    @Test
    void failedStopKeepsTheStateAndHidesTheReasonFromMembers() {
        simulator.servers().setMetadata(id, Map.of("lab_fail", "power_off"));

        SimulatorClient.Answer answer = member.post(SERVERS + id + "/action", STOP);
        clock.advance(Duration.ofSeconds(1));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(shown()).isEqualTo("ACTIVE null");
        JsonNode seen = action(member, answer);
        assertThat(seen.path("message").asString("")).isEqualTo("Error");
        assertThat(seen.path("events").path(0).path("result").asString("")).isEqualTo("Error");
        assertThat(seen.path("events").path(0).has("traceback")).isFalse();
        assertThat(seen.path("events").path(0).has("details")).isFalse();
        JsonNode seenByAdmin = action(SimulatorClient.admin(simulator), answer);
        assertThat(seenByAdmin.path("events").path(0).path("details").asString(""))
                .isEqualTo("lab_fail asked for a failed power_off");
        assertThat(seenByAdmin.path("events").path(0).path("traceback").asString(""))
                .contains("NovaException");
    }

    @Test
    void failedDeletionEndsInErrorWithAFault() {
        simulator.servers().setMetadata(id, Map.of("lab_fail", "destroy"));

        member.delete(SERVERS + id);
        assertThat(shown()).isEqualTo("ACTIVE deleting");
        clock.advance(Duration.ofSeconds(1));

        assertThat(shown()).isEqualTo("ERROR null");
        assertThat(member.get(SERVERS + id).json().at("/server/fault/message").asString(""))
                .isEqualTo("lab_fail asked for a failed destroy");
    }

    @Test
    void deletedServerIsNotFoundButItsActionsAre() {
        SimulatorClient.Answer answer = member.delete(SERVERS + id);
        clock.advance(Duration.ofSeconds(1));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(member.get(SERVERS + id).status()).isEqualTo(404);
        assertThat(action(member, answer).path("action").asString("")).isEqualTo("delete");
        assertThat(member.in("2.20").get(SERVERS + id + "/os-instance-actions").status())
                .isEqualTo(404);
    }

    @Test
    void secondDeletionIsAcceptedButNotRecorded() {
        member.delete(SERVERS + id);

        assertThat(member.delete(SERVERS + id).status()).isEqualTo(204);
        assertThat(simulator.servers().actions(id)).isEqualTo(List.of("create", "delete"));
    }

    @Test
    void hardRebootReplacesASoftRebootWhichFails() {
        SimulatorClient.Answer soft = member.post(SERVERS + id + "/action", "{\"reboot\": {\"type\": \"SOFT\"}}");
        clock.advance(Duration.ofMillis(100));
        SimulatorClient.Answer hard = member.post(SERVERS + id + "/action", "{\"reboot\": {\"type\": \"HARD\"}}");
        clock.advance(Duration.ofSeconds(2));

        assertThat(action(member, soft).path("message").asString("")).isEqualTo("Error");
        assertThat(action(member, hard).path("message").isNull()).isTrue();
        assertThat(shown()).isEqualTo("ACTIVE null");
    }

    @Test
    void consoleLogReturnsTheRequestedNumberOfLines() {
        String output = member.post(SERVERS + id + "/action", "{\"os-getConsoleOutput\": {\"length\": 2}}")
                .json()
                .path("output")
                .asString("");

        assertThat(output).isEqualTo("\nunder-test login: ");
    }

    private String shown() {
        JsonNode server = member.get(SERVERS + id).json().path("server");
        return server.path("status").asString("") + " "
                + server.path("OS-EXT-STS:task_state").asString("null");
    }

    private String refusal(SimulatorClient simulatorClient, String body) {
        SimulatorClient.Answer answer = simulatorClient.post(SERVERS + id + "/action", body);
        return answer.status() + " "
                + answer.json().iterator().next().path("message").asString("");
    }

    private JsonNode action(SimulatorClient simulatorClient, SimulatorClient.Answer answer) {
        String requestId = answer.header("x-openstack-request-id");
        return simulatorClient
                .get(SERVERS + id + "/os-instance-actions/" + requestId)
                .json()
                .path("instanceAction");
    }
}
