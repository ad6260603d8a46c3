package org.stackdeck.simulator.nova.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorOptions;
import org.stackdeck.simulator.support.ManualScheduler;
import tools.jackson.databind.JsonNode;

class ServerPageSelectorTests {

    private static final String DETAIL = "/compute/v2.1/servers/detail";

    private final ManualScheduler clock = new ManualScheduler(Instant.parse("2026-11-25T08:00:00.700Z"));
    private Simulator simulator;
    private SimulatorClient member;

    @BeforeEach
    void start() {
        simulator = Simulator.start(
                SimulatorOptions.defaults().withServers(60).withLargestPage(10).withClock(clock));
        member = SimulatorClient.member(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void pagesAreLimitedAndLinkedToTheNext() {
        List<String> ids = new ArrayList<>();
        String url = DETAIL + "?limit=500";
        int pages = 0;
        while (!url.isEmpty()) {
            JsonNode page = member.get(url).json();
            assertThat(page.path("servers").size()).isLessThanOrEqualTo(10);
            page.path("servers").forEach(s -> ids.add(s.path("id").asString("")));
            String next = page.at("/servers_links/0/href").asString("");
            url = next.isEmpty() ? "" : next.substring(next.indexOf("/compute"));
            pages++;
        }

        assertThat(ids).doesNotHaveDuplicates().hasSize((int) staffServers());
        assertThat(pages).isEqualTo(ids.size() / 10 + 1);
    }

    @Test
    void changesSinceComparesWholeSecondsInclusively() {
        String id = simulator.servers().create("staff", "fresh");

        assertThat(ids("?changes-since=2026-11-25T08:00:00Z")).containsExactly(id);
        assertThat(ids("?changes-since=2026-11-25T08:00:01Z")).isEmpty();
    }

    @Test
    void deletedServerIsListedInChangesOnly() {
        String id = simulator.servers().create("staff", "short-lived");
        clock.advance(Duration.ofSeconds(5));
        member.delete("/compute/v2.1/servers/" + id);
        clock.advance(Duration.ofSeconds(5));

        JsonNode changes = member.get(DETAIL + "?changes-since=2026-11-25T08:00:03Z")
                .json()
                .path("servers");
        assertThat(changes).hasSize(1);
        assertThat(changes.path(0).path("status").asString("")).isEqualTo("DELETED");
        assertThat(changes.path(0).path("addresses").size()).isZero();
        assertThat(ids("?name=short-lived")).isEmpty();
    }

    @Test
    void changesOfTagsAndAddressesKeepUpdatedAt() {
        String id = simulator.servers().create("staff", "quiet");
        clock.advance(Duration.ofSeconds(5));
        simulator.servers().setTags(id, List.of("new"));
        simulator.servers().removeAddresses(id);

        assertThat(ids("?changes-since=2026-11-25T08:00:02Z")).isEmpty();
        assertThat(ids("?tags=new")).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({"1, false, false, false", "9, true, false, false", "26, true, true, false", "73, true, true, true"})
    void fieldsDependOnTheMicroversion(int minor, boolean locked, boolean tags, boolean reason) {
        JsonNode server = member.in("2." + minor).get(DETAIL).json().at("/servers/0");

        assertThat(server.has("locked")).isEqualTo(locked);
        assertThat(server.has("tags")).isEqualTo(tags);
        assertThat(server.has("locked_reason")).isEqualTo(reason);
        assertThat(server.path("flavor").has("original_name")).isEqualTo(minor >= 47);
        assertThat(server.path("flavor").has("id")).isEqualTo(minor < 47);
    }

    @Test
    void unsupportedMicroversionIsRejected() {
        assertThat(member.in("2.101").get(DETAIL).status()).isEqualTo(406);
        assertThat(member.in("latest").get(DETAIL).header("OpenStack-API-Version"))
                .isEqualTo("compute 2.100");
        assertThat(member.in("nonsense").get(DETAIL).status()).isEqualTo(400);
    }

    @Test
    void olderNovaReportsItsVersionAndRejectsNewerOnes() {
        try (Simulator old = Simulator.start(SimulatorOptions.defaults().withMaxMicroversion("2.60"))) {
            SimulatorClient simulatorClient = SimulatorClient.member(old);

            assertThat(simulatorClient
                            .get("/compute/v2.1")
                            .json()
                            .at("/version/version")
                            .asString(""))
                    .isEqualTo("2.60");
            assertThat(simulatorClient.in("2.73").get(DETAIL).status()).isEqualTo(406);
        }
    }

    @Test
    void onlyAdministratorsListAllProjectsAndSeeHosts() {
        SimulatorClient.Answer refused = member.get(DETAIL + "?all_tenants=1");
        JsonNode seen = SimulatorClient.admin(simulator)
                .get(DETAIL + "?all_tenants=1&status=ACTIVE")
                .json();

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().at("/forbidden/message").asString("")).contains("detail:get_all_tenants");
        assertThat(seen.at("/servers/0/OS-EXT-SRV-ATTR:host").asString("")).startsWith("sim-compute-");
        assertThat(member.get(DETAIL).json().at("/servers/0").has("OS-EXT-SRV-ATTR:host"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "?marker=nope        | marker [nope] not found",
                "?limit=-1           | Invalid input for query parameters limit. Value: -1. '-1' does not match '^[0-9]*$'",
                "?changes-since=soon | Invalid input for query parameters changes-since. Value: soon. 'soon' is not a 'date-time'",
                "?status=bogus       | Invalid status value",
                "?bogus=1            | 'bogus' does not match any of the regexes: '^_'"
            })
    void invalidParameterReturnsNovasMessage(String query, String text) {
        SimulatorClient.Answer answer = member.get(DETAIL + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/badRequest/message").asString("")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "availability_zone, /OS-EXT-AZ:availability_zone",
        "config_drive, /config_drive",
        "created_at, /created",
        "display_description, /description",
        "display_name, /name",
        "host, /OS-EXT-SRV-ATTR:host",
        "hostname, /OS-EXT-SRV-ATTR:hostname",
        "image_ref, /image/id",
        "key_name, /key_name",
        "launched_at, /OS-SRV-USG:launched_at",
        "node, /OS-EXT-SRV-ATTR:hypervisor_hostname",
        "project_id, /tenant_id",
        "task_state, /OS-EXT-STS:task_state",
        "updated_at, /updated",
        "user_id, /user_id",
        "uuid, /id",
        "vm_state, /OS-EXT-STS:vm_state"
    })
    void serversAreSortedByTheKey(String key, String field) {
        try (Simulator whole = Simulator.start(SimulatorOptions.defaults())) {
            List<String> values = SimulatorClient.admin(whole)
                    .get(DETAIL + "?all_tenants=1&sort_dir=asc&sort_key=" + key)
                    .json()
                    .path("servers")
                    .valueStream()
                    .map(server -> server.at(field).asString(""))
                    .toList();

            assertThat(values).hasSize(40).isSorted();
        }
    }

    @Test
    void secondSortKeyAppliesWithinTheFirst() {
        List<String> values = member.get(DETAIL + "?sort_key=vm_state&sort_key=power_state&sort_dir=asc&sort_dir=desc")
                .json()
                .path("servers")
                .valueStream()
                .map(server -> server.path("OS-EXT-STS:vm_state").asString("") + " "
                        + (9 - server.path("OS-EXT-STS:power_state").asInt(0)))
                .toList();

        assertThat(values).hasSize(10).isSorted();
    }

    @ParameterizedTest
    @CsvSource({"host", "node"})
    void onlyAdministratorsSortByHost(String key) {
        SimulatorClient.Answer refused = member.get(DETAIL + "?sort_key=" + key);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().at("/forbidden/message").asString(""))
                .isEqualTo("Only administrators can sort servers by " + key);
    }

    @Test
    void unusualServersAreListed() {
        try (Simulator whole = Simulator.start(SimulatorOptions.defaults())) {
            JsonNode servers = SimulatorClient.admin(whole)
                    .get(DETAIL + "?all_tenants=1")
                    .json()
                    .path("servers");
            List<JsonNode> list = new ArrayList<>();
            servers.forEach(list::add);

            assertThat(list)
                    .extracting(s -> s.path("status").asString(""))
                    .contains(
                            "ACTIVE",
                            "SHUTOFF",
                            "PAUSED",
                            "SUSPENDED",
                            "ERROR",
                            "VERIFY_RESIZE",
                            "SHELVED_OFFLOADED",
                            "RESCUE",
                            "QUARANTINED",
                            "UNKNOWN");
            assertThat(list)
                    .anySatisfy(s -> assertThat(s.path("image").isString()).isTrue());
            assertThat(list)
                    .anySatisfy(s -> assertThat(s.path("addresses").size()).isZero());
            assertThat(list)
                    .anySatisfy(s -> assertThat(s.path("name").asString("")).contains("<img"));
            assertThat(list)
                    .anySatisfy(s -> assertThat(s.path("OS-EXT-STS:task_state").asString(""))
                            .isEqualTo("defragmenting"));
            assertThat(list)
                    .anySatisfy(
                            s -> assertThat(s.at("/fault/message").asString("")).contains("No valid host"));
            assertThat(list)
                    .anySatisfy(s ->
                            assertThat(s.path("locked_reason").asString("")).isNotEmpty());
            assertThat(list)
                    .allSatisfy(s ->
                            assertThat(s.path("name").asString("").length()).isBetween(1, 255));
        }
    }

    @Test
    void tenThousandServersAreListedInPages() {
        try (Simulator large = Simulator.start(SimulatorOptions.defaults().withServers(10_000))) {
            SimulatorClient admin = SimulatorClient.admin(large);
            int seen = 0;
            String url = DETAIL + "?all_tenants=1";
            while (!url.isEmpty()) {
                JsonNode page = admin.get(url).json();
                seen += page.path("servers").size();
                String next = page.at("/servers_links/0/href").asString("");
                url = next.isEmpty() ? "" : next.substring(next.indexOf("/compute"));
            }

            assertThat(seen).isEqualTo(10_000);
        }
    }

    private long staffServers() {
        return member.get("/compute/v2.1/limits")
                .json()
                .at("/limits/absolute/totalInstancesUsed")
                .asLong(0);
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        member.get(DETAIL + query)
                .json()
                .path("servers")
                .forEach(s -> ids.add(s.path("id").asString("")));
        return ids;
    }
}
