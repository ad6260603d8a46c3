package org.stackdeck.inventory.visibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.polling.PollDemandLevel;
import org.stackdeck.inventory.polling.PollDemandTracker;
import org.stackdeck.inventory.polling.TestInventoryProperties;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.platform.MutableClock;

class ViewerSubscriptionTests {

    private static final ServerKey PAGE = ServerBuilder.key("web");

    private final MutableClock clock = new MutableClock(ServerBuilder.CREATED);
    private final FakeAccessDecisionService fakeAccessDecisionService = new FakeAccessDecisionService(clock);
    private final UserId boss = fakeAccessDecisionService.administrator();
    private final AtomicInteger awakened = new AtomicInteger();
    private final PollDemandTracker pollDemandTracker = new PollDemandTracker(clock, awakened::incrementAndGet);
    private final List<VisibleServersUpdate> inventoryUpdates = new CopyOnWriteArrayList<>();
    private final Map<ServerKey, Server> servers = new HashMap<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean blocked;
    private volatile InMemoryInventoryStore.StoreState storeState =
            new InMemoryInventoryStore.StoreState(InventorySnapshot.EMPTY, Map.of());
    private final ViewerSubscription viewerSubscription = subscription(null);

    @Test
    void serverIsReadAgainOnlyWhileItsPageIsShown() {
        ViewerSubscription page = subscription(PAGE);
        page.start();
        assertThat(pollDemandTracker.viewedServers(PAGE.cloud())).containsExactly(PAGE);

        page.pause();
        assertThat(pollDemandTracker.viewedServers(PAGE.cloud())).isEmpty();

        page.resume();
        page.close();
        assertThat(pollDemandTracker.viewedServers(PAGE.cloud())).isEmpty();
    }

    @AfterEach
    void close() {
        viewerSubscription.close();
    }

    @Test
    void threeStatesInQuickSuccessionAreDelivered() {
        viewerSubscription.start();
        awaitTold(1);
        for (ServerStatus status : List.of(ServerStatus.ACTIVE, ServerStatus.REBOOT, ServerStatus.SHUTOFF)) {
            int before = inventoryUpdates.size();
            put(ServerBuilder.named("web").status(status).build());
            awaitTold(before + 1);
        }

        assertThat(inventoryUpdates).hasSize(4);
    }

    @Test
    void changesDuringADeliveryAreMergedIntoOneUpdate() {
        viewerSubscription.start();
        awaitTold(1);
        blocked = true;
        for (int i = 0; i < 2_000; i++) {
            put(ServerBuilder.named("web-" + i).build());
        }
        released.countDown();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(inventoryUpdates.getLast().servers()).hasSize(2_000));
        assertThat(inventoryUpdates.stream()
                        .mapToInt(inventoryUpdate ->
                                inventoryUpdate.delta().added().size())
                        .sum())
                .isEqualTo(2_000);
        // Expects at most three updates: the first one, one that is in progress during the changes, and the merged one.
        assertThat(inventoryUpdates).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void pausedSubscriptionCreatesNoDemand() {
        ScopeKey scope = new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.STAFF.id());
        viewerSubscription.start();
        assertThat(pollDemandTracker.demandFor(scope)).isEqualTo(PollDemandLevel.VIEWED);

        viewerSubscription.pause();
        viewerSubscription.pause();
        assertThat(pollDemandTracker.demandFor(scope)).isEqualTo(PollDemandLevel.IDLE);
        viewerSubscription.resume();
        viewerSubscription.resume();
        assertThat(pollDemandTracker.demandFor(scope)).isEqualTo(PollDemandLevel.VIEWED);
        assertThat(awakened).hasValue(2);

        viewerSubscription.pause();
        viewerSubscription.close();
        viewerSubscription.resume();
        assertThat(pollDemandTracker.demandFor(scope)).isEqualTo(PollDemandLevel.IDLE);
    }

    private void receive(VisibleServersUpdate update) {
        if (blocked) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        inventoryUpdates.add(update);
    }

    private void put(Server server) {
        servers.put(server.key(), server);
        storeState = new InMemoryInventoryStore.StoreState(
                new InventorySnapshot(storeState.snapshot().version() + 1, Map.copyOf(servers), Map.of()), Map.of());
        viewerSubscription.wake();
    }

    private void awaitTold(int times) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(inventoryUpdates).hasSizeGreaterThanOrEqualTo(times));
    }

    private ViewerSubscription subscription(@Nullable ServerKey server) {
        return new ViewerSubscription(
                boss,
                server,
                new VisibleServersTracker(boss, fakeAccessDecisionService, new VisibleServersCache(), () -> storeState),
                this::receive,
                TestInventoryProperties.DEFAULTS,
                pollDemandTracker,
                _ -> {});
    }
}
