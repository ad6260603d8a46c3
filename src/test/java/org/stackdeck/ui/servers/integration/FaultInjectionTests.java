package org.stackdeck.ui.servers.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.notifications.LabBroker;
import org.stackdeck.cloud.notifications.TcpRelay;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.TestNovaClient;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorOptions;
import org.stackdeck.simulator.control.LoggedRequest;
import org.stackdeck.simulator.control.ServerControls;
import org.stackdeck.simulator.control.SimulatedFault;
import org.stackdeck.simulator.control.SimulatedFault.Kind;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerSort;
import tools.jackson.databind.JsonNode;

/**
 * Injects faults while users with different grants have open pages and the cloud changes. After each fault has ended,
 * each page must show exactly the servers that the cloud lists and its viewer may see.
 */
@Tag("integration")
class FaultInjectionTests {

    private static final CloudName CLOUD = new CloudName("simulator");
    private static final int SERVERS = 40;

    private final ShiftableSimulatorScheduler time = new ShiftableSimulatorScheduler();
    private final Simulator cloud =
            Simulator.start(SimulatorOptions.defaults().withServers(SERVERS).withClock(time));
    private final Map<String, TestGridPage> grids = new HashMap<>();

    @TempDir
    Path directory;

    private @Nullable InventoryTestContext console;

    @BeforeEach
    void configure() {
        cloud.writeCloudsYaml(cloudsYaml());
    }

    @AfterEach
    void stop() {
        if (console != null) {
            console.close();
        }
        cloud.close();
    }

    @Test
    void gridsMatchCloudAfterCloudWasKilledAndRestarted() {
        open();

        cloud.stopListening();
        awaitProblem(Category.UNREACHABLE);
        changeMuch();
        assertNothingVanished();
        cloud.resumeListening();

        awaitTruth();
    }

    @Test
    void gridsMatchCloudAfterKeystoneOutageWithRevokedTokens() {
        open();

        cloud.faults().add(SimulatedFault.status("identity", 503));
        cloud.revokeTokens();
        awaitProblem(Category.UNAVAILABLE);
        changeMuch();
        assertNothingVanished();
        cloud.faults().clear();

        awaitTruth();
    }

    @Test
    void throttlingCloudIsNotQueriedBeforeRetryAfter() {
        open();

        cloud.faults().add(SimulatedFault.status("compute", 429).retryAfter(2).times(2));
        awaitProblem(Category.THROTTLED);
        cloud.requests().clear();
        changeMuch();

        Freshness.Problem problem =
                Objects.requireNonNull(grid("boss").freshness(CLOUD).problem());
        assertThat(Duration.between(problem.since(), problem.nextTry())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(listed()).hasSizeLessThanOrEqualTo(2));
        awaitTruth();
    }

    /** The faults affect responses with changes and the pages of full lists. */
    @ParameterizedTest
    @EnumSource(names = {"BREAK_OFF", "CUT_JSON", "NOT_JSON", "HANG_UP"})
    void gridsMatchCloudAfterIncompleteOrInvalidResponses(Kind kind) {
        open();

        cloud.faults()
                .add(SimulatedFault.of("compute", kind)
                        .onlyFor("GET", "/servers/detail")
                        .afterEffect());
        awaitProblem(kind == Kind.BREAK_OFF || kind == Kind.HANG_UP ? Category.FAILED : Category.UNINTELLIGIBLE);
        changeMuch();
        assertNothingVanished();
        cloud.faults().clear();

        awaitTruth();
    }

    @ParameterizedTest
    @EnumSource(names = {"BREAK_OFF", "CUT_JSON"})
    void gridsMatchCloudAfterUnreadablePagesOfFullLists(Kind kind) {
        console = console(Map.of("stackdeck.inventory.reconcile", "200ms"));
        open();

        cloud.faults()
                .add(SimulatedFault.of("compute", kind)
                        .onlyFor("GET", "marker=")
                        .afterEffect());
        cloud.servers().ids().forEach(id -> cloud.servers().setTags(id, List.of("tagged")));
        cloud.requests().clear();
        await().until(() ->
                listed().stream().filter(path -> path.contains("marker=")).count() >= 3);
        assertNothingVanished();
        changeMuch();
        cloud.faults().clear();

        awaitTruth();
        assertThat(grid("staff").rowValues())
                .filteredOn(serverRowValues -> serverRowValues.tags().contains("tagged"))
                .isNotEmpty();
    }

    /** Stackdeck's clock is one minute behind or ahead of the clock of the cloud. */
    @ParameterizedTest
    @ValueSource(strings = {"-60s", "60s"})
    void gridsMatchCloudWhileStackdecksClockIsAMinuteOff(String ahead) {
        console = console(Map.of("clock.ahead", ahead));
        open();

        changeMuch();

        awaitTruth();
    }

    /** One Nova host records wrong times. The host that responds to requests has the correct time. */
    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void gridsMatchCloudWhileTheClockOfANovaHostIsAMinuteOff(int seconds) {
        open();
        // Ensures that Stackdeck has received a recent time from Nova.
        cloud.servers().rename(anyOf("staff"), "newest");
        awaitTruth();

        time.shift(Duration.ofSeconds(seconds));
        cloud.servers().rename(anyOf("staff"), "by-the-wrong-clock");
        time.shift(Duration.ZERO);
        cloud.servers().rename(anyOf("research"), "by-the-right-clock");

        awaitTruth();
        assertThat(grid("both").rowValues())
                .extracting(ServerRowValues::name)
                .contains("by-the-wrong-clock", "by-the-right-clock");
    }

    @Test
    void gridsMatchCloudAfterClockJumpsDuringOutage() {
        open();

        cloud.stopListening();
        awaitProblem(Category.UNREACHABLE);
        time.shift(Duration.ofMinutes(1));
        changeMuch();
        time.shift(Duration.ZERO);
        changeMuch();
        cloud.resumeListening();

        awaitTruth();
    }

    @Test
    void gridsMatchCloudAfterUnwatchedCreationsAndDeletions() {
        open();
        restart(() -> {
            cloud.servers().delete(anyOf("staff"));
            cloud.servers().create("research", "made-meanwhile");
        });

        awaitTruth();
        assertThat(grid("boss").size()).isEqualTo(SERVERS);
    }

    @Test
    void gridsMatchCloudAfterManyUnwatchedChanges() {
        open();
        restart(() -> {
            for (int i = 0; i < 300; i++) {
                cloud.servers().create(i % 2 == 0 ? "staff" : "research", "many-" + i);
            }
            changeMuch();
        });

        awaitTruth();
        assertThat(grid("boss").size()).isGreaterThan(250);
    }

    @Test
    void gridsMatchCloudAfterRestartDuringCloudOutage() {
        open();
        Set<ServerRowValues> before = grid("staff").rowValues();
        restart(cloud::stopListening, false);
        await().untilAsserted(() -> assertThat(grid("boss").size()).isEqualTo(SERVERS));
        assertThat(grid("boss").state(CLOUD)).isNotEqualTo(Freshness.State.LIVE);
        assertThat(before).isNotEmpty();
        changeMuch();
        cloud.resumeListening();

        openThoseOfProjects();
        awaitTruth();
    }

    /** Injects random faults, one after the other or several at once. The seed determines them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void gridsMatchCloudAfterRandomFaults(long seed) {
        Random chance = new Random(seed);
        console = console(Map.of("stackdeck.inventory.reconcile", "300ms"));
        open();

        for (int round = 0; round < 40; round++) {
            trouble(chance);
            changeOne(chance);
            cloud.requests().clear();
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> !cloud.requests().newest().isEmpty());
        }
        cloud.faults().clear();
        time.shift(Duration.ZERO);

        awaitTruth();
    }

    /** Stackdeck polls the cloud rarely while notifications arrive, and often otherwise. */
    @Test
    @OnLab
    void gridsMatchCloudAfterBrokerWasKilledAndRestarted() throws IOException, TimeoutException {
        try (LabBroker broker = new LabBroker();
                TcpRelay tcpRelay = new TcpRelay("127.0.0.1", 5672)) {
            TestCloudsFile.read(cloudsYaml())
                    .withNotifications(CLOUD.value(), broker.entry(tcpRelay.address()))
                    .write(cloudsYaml());
            console = console(Map.of(
                    "stackdeck.inventory.notified-pace", "2s",
                    "stackdeck.notifications.first-wait", "20ms",
                    "stackdeck.notifications.longest-wait", "200ms"));
            open();
            awaitChannel(ChangeHintSource.ConnectionState.Connected.class);
            renameAndTell(broker, "told-before");
            awaitTruth();
            patiently(
                    () -> assertThat(grid("boss").freshness(CLOUD).source()).isEqualTo(Freshness.Source.NOTIFICATIONS));

            tcpRelay.stop();
            awaitChannel(ChangeHintSource.ConnectionState.Disconnected.class);
            changeMuch();
            awaitTruth();
            assertThat(grid("boss").freshness(CLOUD).source()).isEqualTo(Freshness.Source.CHANGES);

            changeMuch();
            tcpRelay.start();
            awaitChannel(ChangeHintSource.ConnectionState.Connected.class);
            awaitTruth();
            renameAndTell(broker, "told-again");
            awaitTruth();
            patiently(
                    () -> assertThat(grid("boss").freshness(CLOUD).source()).isEqualTo(Freshness.Source.NOTIFICATIONS));
            cloud.requests().clear();
            String told = renameAndTell(broker, "told-once-more");
            awaitTruth();
            assertThat(cloud.requests().newest())
                    .extracting(LoggedRequest::path)
                    .anyMatch(path -> path.endsWith("/servers/" + told));
        }
    }

    private void awaitChannel(Class<? extends ChangeHintSource.ConnectionState> state) {
        patiently(() -> assertThat(console().hints().connectionState(CLOUD)).containsInstanceOf(state));
    }

    private String renameAndTell(LabBroker broker, String name) throws IOException {
        JsonNode server = nova("staff").servers().getLast();
        String id = server.path("id").asString();
        cloud.servers().rename(id, name);
        broker.publishServerChange(id, server.path("tenant_id").asString());
        return id;
    }

    private void trouble(Random chance) {
        Kind kind = List.of(Kind.values()).get(chance.nextInt(Kind.values().length));
        int status = List.of(401, 429, 500, 502, 503).get(chance.nextInt(5));
        SimulatedFault fault = kind == Kind.STATUS
                ? SimulatedFault.status("compute", status)
                : kind == Kind.LATENCY
                        ? SimulatedFault.latency("compute", Duration.ofMillis(chance.nextInt(100)))
                        : SimulatedFault.of("compute", kind);
        cloud.faults().add(fault.times(1 + chance.nextInt(3)).afterEffect());
        time.shift(Duration.ofSeconds(chance.nextInt(-60, 61)));
    }

    private void changeOne(Random chance) {
        ServerControls servers = cloud.servers();
        String id = servers.ids().get(chance.nextInt(servers.ids().size()));
        switch (chance.nextInt(5)) {
            case 0 -> servers.delete(id);
            case 1 -> servers.create(chance.nextBoolean() ? "staff" : "research", "made-" + chance.nextInt(1000));
            case 2 -> servers.setTags(id, List.of("t" + chance.nextInt(1000)));
            case 3 -> servers.setState(id, chance.nextBoolean() ? "active" : "stopped", null, 1);
            default -> servers.rename(id, "renamed-" + chance.nextInt(1000));
        }
    }

    private Path cloudsYaml() {
        return directory.resolve("clouds.yaml");
    }

    private InventoryTestContext console(Map<String, String> settings) {
        return InventoryTestContext.start(directory.resolve("data"), cloudsYaml(), CLOUD.value(), settings);
    }

    private InventoryTestContext console() {
        InventoryTestContext running = console == null ? console(Map.of()) : console;
        console = running;
        return running;
    }

    /**
     * Opens the pages and waits until each shows the servers that its viewer may see. Moves one of the pages to the
     * background.
     */
    private void open() {
        openThatOfBoss();
        openThoseOfProjects();
        awaitTruth();
        grid("hidden").pause();
    }

    private void openThatOfBoss() {
        grids.put("boss", console().open(console().access().administrator(), ServerGridQuery.ALL));
    }

    private void openThoseOfProjects() {
        grids.put("staff", console().open(console().viewer("staff"), ServerGridQuery.ALL));
        grids.put("research", console().open(console().viewer("research"), ServerGridQuery.ALL));
        grids.put("both", console().open(console().viewer("staff", "research"), ServerGridQuery.ALL));
        grids.put("hidden", console().open(console().viewer("staff"), ServerGridQuery.ALL));
        grids.put("search", console().open(console().viewer("staff"), search()));
        grids.put("nobody", console().open(console().viewer(), ServerGridQuery.ALL));
    }

    private static ServerGridQuery search() {
        return new ServerGridQuery("renamed", Set.of(), ServerSort.BY_NAME, null, null);
    }

    private TestGridPage grid(String of) {
        return Objects.requireNonNull(grids.get(of));
    }

    private void restart(Runnable meanwhile) {
        restart(meanwhile, true);
    }

    private void restart(Runnable meanwhile, boolean reachable) {
        console().close();
        console = null;
        grids.clear();
        meanwhile.run();
        openThatOfBoss();
        if (reachable) {
            openThoseOfProjects();
        }
    }

    private void changeMuch() {
        ServerControls servers = cloud.servers();
        List<String> ids = servers.ids();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            switch (i % 6) {
                case 0 -> servers.rename(id, "renamed-" + i);
                case 1 -> servers.delete(id);
                case 2 -> servers.setState(id, "stopped", null, 4);
                case 3 -> servers.lock(id, "audit");
                case 4 -> servers.setMetadata(id, Map.of("stage", String.valueOf(i)));
                default -> {}
            }
        }
        servers.create("staff", "new-in-staff");
        servers.create("research", "new-in-research");
    }

    private String anyOf(String project) {
        return nova(project).servers().getLast().path("id").asString();
    }

    private void assertNothingVanished() {
        assertThat(grid("boss").size()).isEqualTo(SERVERS);
        assertThat(grid("both").size()).isEqualTo(SERVERS);
        assertThat(grid("staff").size() + grid("research").size()).isEqualTo(SERVERS);
        assertThat(grid("boss").state(CLOUD)).isIn(Freshness.State.STALE, Freshness.State.LIVE);
    }

    private void awaitProblem(Category category) {
        patiently(() -> {
            assertThat(grid("boss").state(CLOUD)).isEqualTo(Freshness.State.STALE);
            assertThat(grid("boss").freshness(CLOUD).problem())
                    .isNotNull()
                    .extracting(Freshness.Problem::category)
                    .isEqualTo(category);
        });
    }

    /**
     * Moves the hidden page to the foreground. Waits until each page shows exactly the listed servers that its viewer
     * may see, and until the administrator's page reports the cloud as live.
     */
    private void awaitTruth() {
        grid("hidden").resume();
        patiently(() -> {
            Set<ServerRowValues> staff = listed("staff");
            Set<ServerRowValues> research = listed("research");
            Set<ServerRowValues> serverRowValueses =
                    Stream.concat(staff.stream(), research.stream()).collect(Collectors.toSet());
            Set<ServerRowValues> renamed = staff.stream()
                    .filter(serverRowValues -> serverRowValues.name().contains("renamed"))
                    .collect(Collectors.toSet());
            Map<String, Set<ServerRowValues>> truth = Map.of(
                    "boss", serverRowValueses,
                    "both", serverRowValueses,
                    "staff", staff,
                    "hidden", staff,
                    "research", research,
                    "search", renamed,
                    "nobody", Set.of());
            truth.forEach((name, serverRowValuess) -> {
                assertThat(grid(name).rowValues()).as("painted for %s", name).isEqualTo(serverRowValuess);
                assertThat(new HashSet<>(grid(name).rowValuesInOrder()))
                        .as("rows of %s", name)
                        .isEqualTo(serverRowValuess);
                assertThat(grid(name).rowValuesInOrder()).as("rows of %s", name).doesNotHaveDuplicates();
            });
            assertThat(grid("boss").state(CLOUD)).isEqualTo(Freshness.State.LIVE);
            assertThat(grid("nobody").state(CLOUD)).isNull();
        });
    }

    private static void patiently(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    private Set<ServerRowValues> listed(String project) {
        return nova(project).servers().stream().map(ServerRowValues::of).collect(Collectors.toSet());
    }

    private TestNovaClient nova(String project) {
        return TestNovaClient.connect(cloudsYaml(), project);
    }

    /** Returns the paths of the requests for lists of servers since the log was cleared. */
    private List<String> listed() {
        return cloud.requests().newest().stream()
                .map(LoggedRequest::path)
                .filter(path -> path.contains("/servers/detail"))
                .toList();
    }
}
