package org.stackdeck.simulator.nova;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorOptions;

/** Tests the parameters of the lists of flavors and server groups. */
class ComputeResourceRouterTests {

    private static final String FLAVORS = "/compute/v2.1/flavors";
    private static final String GROUPS = "/compute/v2.1/os-server-groups";

    private Simulator simulator;
    private SimulatorClient member;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.defaults().withServers(4));
        member = SimulatorClient.member(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "?minRam=16384&sort_key=name, c1.xlarge g1.a100",
        "?minRam=8192&minDisk=100&sort_key=memory_mb, c1.xlarge g1.a100",
        "?sort_key=root_gb&limit=2, m1.tiny m1.small",
        "?sort_key=vcpus&sort_dir=desc&limit=3, g1.a100 c1.xlarge m1.large",
        "?sort_key=ephemeral_gb&sort_dir=desc&limit=1, c1.xlarge",
        "?minRam=999999, ''"
    })
    void flavorsAreFilteredAndSorted(String query, String names) {
        assertThat(String.join(" ", flavors(query))).isEqualTo(names);
    }

    @Test
    void flavorPageStartsAfterItsMarkerInTheRequestedOrder() {
        String large = member.get(FLAVORS)
                .json()
                .path("flavors")
                .valueStream()
                .filter(flavor -> flavor.path("name").asString("").equals("m1.large"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString("");

        assertThat(flavors("?sort_key=memory_mb&marker=" + large)).containsExactly("c1.xlarge", "g1.a100");
        assertThat(flavors("?sort_key=memory_mb&minRam=16384&marker=" + large)).containsExactly("c1.xlarge", "g1.a100");
    }

    @ParameterizedTest
    @CsvSource({"minRam", "minDisk"})
    void filterOfFlavorsThatIsNotANumberIsRejected(String name) {
        SimulatorClient.Answer answer = member.get(FLAVORS + "?" + name + "=much");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/badRequest/message").asString(""))
                .isEqualTo("Invalid %s filter [much]".formatted(name));
    }

    @Test
    void serverGroupsAreListedInPages() {
        for (String name : List.of("second", "third")) {
            assertThat(member.post(GROUPS, """
                    {"server_group": {"name": "%s", "policy": "affinity"}}""".formatted(name)).status()).isEqualTo(200);
        }

        assertThat(groups("?limit=1&offset=1")).containsExactly("second");
        assertThat(groups("?offset=2")).containsExactly("third");
        assertThat(groups("?offset=3")).isEmpty();
        assertThat(groups("?limit=0")).hasSize(3);
        assertThat(member.get(GROUPS + "?offset=-1").status()).isEqualTo(400);
    }

    private List<String> flavors(String query) {
        return names(FLAVORS + query, "flavors");
    }

    private List<String> groups(String query) {
        return names(GROUPS + query, "server_groups");
    }

    private List<String> names(String path, String field) {
        return member.get(path)
                .json()
                .path(field)
                .valueStream()
                .map(item -> item.path("name").asString(""))
                .toList();
    }
}
