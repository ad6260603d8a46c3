package org.stackdeck.inventory.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.cloud.CloudsChanged;
import org.stackdeck.cloud.FakeChangeHintSource;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.cache.FakePersistentInventoryCache;
import org.stackdeck.inventory.polling.InventoryProperties;
import org.stackdeck.inventory.polling.TestInventoryProperties;
import org.stackdeck.inventory.replication.TestPollingCoordinator;
import org.stackdeck.platform.Subscription;

/** Tests two inventories with real threads, one of which polls the cloud for both. */
class SeveralNodesInventoryTests {

    private static final InventoryProperties QUIET = TestInventoryProperties.withoutPolling(Duration.ofMillis(100));

    private final FakeCompute staff = new FakeCompute(ServerBuilder.STAFF);
    private final FakeClouds clouds = new FakeClouds(staff);
    private final FakeAccessDecisionService access = new FakeAccessDecisionService(Clock.systemUTC());
    private final TestPollingCoordinator sharing = new TestPollingCoordinator();
    private final List<PollingInventory> nodes = new ArrayList<>();
    private final Server web = staff.put(ServerBuilder.named("web"));

    @AfterEach
    void stop() {
        nodes.forEach(PollingInventory::stop);
    }

    private PollingInventory start(InventoryProperties properties) {
        PollingInventory node = new PollingInventory(
                clouds,
                new FakeChangeHintSource(),
                access,
                new FakePersistentInventoryCache(),
                Clock.systemUTC(),
                properties,
                sharing.newNode());
        nodes.add(node);
        node.start();
        await().until(() -> state(node) == Freshness.State.LIVE && find(node).equals(Optional.of(web)));
        return node;
    }

    private Optional<Server> find(PollingInventory node) {
        return node.find(web.key());
    }

    private static Freshness.State state(PollingInventory node) {
        Freshness freshness = node.snapshot().freshness().get(ServerBuilder.CLOUD);
        return freshness == null ? Freshness.State.LOADING : freshness.state();
    }

    @Test
    void secondNodeSendsNoRequestsForServersButDiscoversProjects() {
        start(QUIET);
        start(QUIET);

        await().until(() -> clouds.discoveries() == 2);
        assertThat(staff.calls("servers")).isEqualTo(1);
        assertThat(staff.calls("changesSince")).isZero();
        assertThat(staff.calls("server")).isZero();
    }

    @Test
    void changesReachTheOtherNode() {
        start(TestInventoryProperties.SHORT_INTERVALS);
        PollingInventory second = start(TestInventoryProperties.SHORT_INTERVALS);

        Server off = staff.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));
        await().until(() -> find(second).equals(Optional.of(off)));

        staff.delete("web");
        await().until(() -> find(second).isEmpty());
    }

    @Test
    void pollOfTheOtherNodeConfirmsAServer() {
        start(TestInventoryProperties.SHORT_INTERVALS);
        PollingInventory second = start(TestInventoryProperties.SHORT_INTERVALS);

        await().until(() ->
                second.findConfirmed(web.key(), Duration.ofSeconds(5)).isPresent());
        assertThat(second.findConfirmed(web.key(), Duration.ZERO)).isEmpty();
    }

    @Test
    void refreshReadsTheServerOnThisNodeAndOnTheNodeThatPolls() {
        PollingInventory first = start(QUIET);
        PollingInventory second = start(QUIET);
        try (Subscription _ = first.subscribe(access.administrator(), _ -> {})) {
            await().until(() -> clouds.discoveries() == 2);
            Server off = staff.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));

            second.refresh(web.key());

            assertThat(find(second)).contains(off);
            await().until(() -> find(first).equals(Optional.of(off)));
        }
    }

    @Test
    void hintOnTheOtherNodeMakesThePollingNodeReadTheServer() {
        PollingInventory first = start(QUIET);
        PollingInventory second = start(QUIET);
        try (Subscription _ = second.subscribe(access.administrator(), _ -> {})) {
            Server off = staff.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));

            await().until(() -> {
                second.hint(web.key());
                return find(second).equals(Optional.of(off));
            });

            assertThat(find(first)).contains(off);
        }
    }

    @Test
    void viewersOfTheOtherNodeIncreaseTheDemand() {
        InventoryProperties properties =
                TestInventoryProperties.withIntervals(Duration.ofMillis(20), Duration.ofHours(1));
        start(properties);
        PollingInventory second = start(properties);

        try (Subscription _ = second.subscribe(access.administrator(), _ -> {})) {
            await().until(() -> staff.calls("changesSince") > 5);
        }
    }

    @Test
    void otherNodeContinuesWithTheKnownServersAfterTheEndOfThePollingNode() {
        PollingInventory first = start(QUIET);
        PollingInventory second = start(QUIET);
        await().until(() -> clouds.discoveries() == 2);
        Server off = staff.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));

        first.stop();

        await().until(() -> find(second).equals(Optional.of(off)));
        assertThat(staff.calls("servers")).isEqualTo(1);
        assertThat(state(second)).isEqualTo(Freshness.State.LIVE);
    }

    @Test
    void changedCloudIsSharedAgain() {
        PollingInventory first = start(QUIET);
        PollingInventory second = start(QUIET);
        FakeCompute research = new FakeCompute(ServerBuilder.RESEARCH);
        Server paper = research.put(ServerBuilder.named("paper").project(ServerBuilder.RESEARCH));
        clouds.remove(staff);
        clouds.add(research);

        first.on(new CloudsChanged(Set.of(ServerBuilder.CLOUD)));
        second.on(new CloudsChanged(Set.of(ServerBuilder.CLOUD)));

        for (PollingInventory node : nodes) {
            await().until(() -> node.snapshot().servers().keySet().equals(Set.of(paper.key())));
        }
        assertThat(Objects.requireNonNull(second.snapshot().freshness().get(ServerBuilder.CLOUD))
                        .state())
                .isEqualTo(Freshness.State.LIVE);
    }

    @Test
    void bothNodesPollWithoutTheDatabase() {
        PollingInventory first = start(TestInventoryProperties.SHORT_INTERVALS);
        PollingInventory second = start(TestInventoryProperties.SHORT_INTERVALS);
        sharing.setAvailable(false);

        Server off = staff.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));

        for (PollingInventory node : List.of(first, second)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> find(node).equals(Optional.of(off)));
        }
        sharing.setAvailable(true);
    }
}
