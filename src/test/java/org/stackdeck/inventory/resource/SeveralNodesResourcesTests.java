package org.stackdeck.inventory.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudsChanged;
import org.stackdeck.cloud.FakeChangeHintSource;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.polling.TestInventoryProperties;
import org.stackdeck.inventory.replication.TestPollingCoordinator;
import org.stackdeck.platform.MonotonicClock;
import org.stackdeck.platform.MutableClock;

/**
 * Tests several nodes with real threads, one of which requests each list for all. Unless stated otherwise, the clock
 * stands still.
 */
class SeveralNodesResourcesTests {

    private static final ResourceKey DATA = new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, "v1");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeClouds clouds = new FakeClouds(new FakeCompute(ServerBuilder.STAFF));
    private final FakeAccessDecisionService access = new FakeAccessDecisionService(clock);
    private final FakeChangeHintSource source = new FakeChangeHintSource();
    private final List<Node> nodes = new ArrayList<>();
    private TestPollingCoordinator sharing = new TestPollingCoordinator(clock);

    @BeforeEach
    void create() {
        setStatus("available");
    }

    @AfterEach
    void stop() {
        sharing.setAvailable(true);
        nodes.forEach(node -> node.inventory.stop());
    }

    private void setStatus(String status) {
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume(status)));
    }

    private static CloudResource volume(String status) {
        return new CloudResource(
                ResourceKind.VOLUME,
                ServerBuilder.CLOUD,
                DATA.id(),
                ServerBuilder.STAFF,
                "data",
                false,
                Map.of("status", status, "size", 10L, "createdAt", Instant.parse("2026-03-01T12:00:00Z")));
    }

    private Node start() {
        return start(clock, clock);
    }

    private Node start(Clock shown, Clock monotonic) {
        Node node = new Node(new PollingResourceInventory(
                clouds,
                new FakeInventory(access),
                source,
                access,
                shown,
                monotonic,
                TestInventoryProperties.SHORT_INTERVALS,
                sharing.newNode()));
        nodes.add(node);
        node.inventory.start();
        return node;
    }

    private final class Node {

        private final PollingResourceInventory inventory;
        private final AtomicReference<VisibleResources> shown = new AtomicReference<>(VisibleResources.NONE);

        private Node(PollingResourceInventory inventory) {
            this.inventory = inventory;
        }

        /** Opens a page. */
        private Node view() {
            var _ = inventory.subscribe(ResourceKind.VOLUME, access.administrator(), shown::set);
            return this;
        }

        private VisibleResources visible() {
            return Objects.requireNonNull(shown.get());
        }

        private void awaitStatus(String status) {
            await().until(() -> visible().resources().equals(List.of(volume(status))));
        }

        private Freshness freshness() {
            return Objects.requireNonNull(visible().freshness().get(ServerBuilder.CLOUD));
        }

        private List<CloudResource> load() {
            return inventory.load(ResourceKind.VOLUME, access.administrator()).resources();
        }
    }

    @Test
    void otherNodesShowTheListWithoutARequest() {
        start().view().awaitStatus("available");
        Instant requestedAt = clock.instant();
        clock.advance(Duration.ofSeconds(1));

        Node second = start().view();
        second.awaitStatus("available");
        assertThat(start().load()).containsExactly(volume("available"));

        assertThat(clouds.lists()).isEqualTo(1);
        assertThat(second.freshness().state()).isEqualTo(Freshness.State.LIVE);
        assertThat(second.freshness().confirmedAt()).isEqualTo(requestedAt);
    }

    /** Uses real clocks. Each request is followed by a pause of two seconds, so their number is limited by the time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void numberOfRequestsDoesNotDependOnTheNumberOfNodes(int number) {
        sharing = new TestPollingCoordinator();
        long began = System.nanoTime();
        for (int i = 0; i < number; i++) {
            start(Clock.systemUTC(), new MonotonicClock()).view().awaitStatus("available");
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> clouds.lists() >= 4);

        long seconds = (System.nanoTime() - began) / 1_000_000_000;
        assertThat(clouds.lists()).isLessThanOrEqualTo((int) (seconds / 2) + 1);
        System.out.printf("FIGURE | requests for a list in %d s with %d nodes | %d%n", seconds, number, clouds.lists());
    }

    @Test
    void changeReachesTheOtherNodes() {
        Node first = start().view();
        first.awaitStatus("available");
        Node second = start().view();
        second.awaitStatus("available");
        setStatus("in-use");

        clock.advance(Duration.ofMillis(2500));

        first.awaitStatus("in-use");
        second.awaitStatus("in-use");
        assertThat(clouds.lists()).isEqualTo(2);
        assertThat(second.freshness().confirmedAt()).isEqualTo(clock.instant());
    }

    @Test
    void confirmationWithoutAChangeReachesTheOtherNodes() {
        start().view().awaitStatus("available");
        Node second = start().view();
        second.awaitStatus("available");

        clock.advance(Duration.ofMillis(2500));

        await().until(() -> clock.instant().equals(second.freshness().confirmedAt()));
        assertThat(clouds.lists()).isEqualTo(2);
    }

    @Test
    void failureReachesTheOtherNodes() {
        start().view().awaitStatus("available");
        Node second = start().view();
        second.awaitStatus("available");
        clouds.failDiscovery(
                ServerBuilder.CLOUD, () -> new CloudException(CloudException.Category.UNREACHABLE, "refused"));

        clock.advance(Duration.ofMillis(2500));

        await().until(() -> second.freshness().state() == Freshness.State.STALE);
        assertThat(second.visible().resources()).containsExactly(volume("available"));
        assertThat(clouds.lists()).isEqualTo(2);
    }

    @Test
    void nodeWithViewersTakesOverFromAStoppedNode() {
        Node first = start().view();
        first.awaitStatus("available");
        Node second = start().view();
        second.awaitStatus("available");

        first.inventory.stop();
        setStatus("in-use");
        clock.advance(Duration.ofSeconds(3));

        second.awaitStatus("in-use");
        assertThat(clouds.lists()).isEqualTo(2);
    }

    @Test
    void nodeWithViewersTakesOverFromANodeWithoutViewers() {
        assertThat(start().load()).containsExactly(volume("available"));
        Node second = start().view();
        second.awaitStatus("available");
        setStatus("in-use");

        clock.advance(Duration.ofSeconds(3));

        second.awaitStatus("in-use");
        assertThat(clouds.lists()).isEqualTo(2);
    }

    @Test
    void otherNodesWaitForARunningRequest() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch response = new CountDownLatch(1);
        clouds.duringList(() -> {
            started.countDown();
            awaitQuietly(response);
        });
        Node first = start().view();
        started.await();
        Node second = start().view();
        await().during(Duration.ofMillis(500)).until(() -> clouds.lists() == 1);

        response.countDown();

        first.awaitStatus("available");
        second.awaitStatus("available");
        assertThat(clouds.lists()).isEqualTo(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void listThatAnOperationHasOutdatedIsRequestedOnceForAllNodes() {
        Node first = start().view();
        first.awaitStatus("available");
        Node second = start().view();
        second.awaitStatus("available");
        setStatus("in-use");
        clock.advance(Duration.ofMillis(10));

        second.inventory.expire(ServerBuilder.CLOUD, ResourceKind.VOLUME);

        second.awaitStatus("in-use");
        first.awaitStatus("in-use");
        assertThat(clouds.lists()).isEqualTo(2);
    }

    @Test
    void operationOnANodeWithoutViewersUpdatesThePagesOfOtherNodes() {
        Node first = start().view();
        first.awaitStatus("available");
        Node second = start();
        setStatus("in-use");
        clock.advance(Duration.ofMillis(1500));

        second.inventory.expire(ServerBuilder.CLOUD, ResourceKind.VOLUME);

        first.awaitStatus("in-use");
        assertThat(clouds.lists()).isEqualTo(2);
    }

    @Test
    void resourceThatANodeHasReadIsShownOnAllNodesAndNotReplacedByAnOlderList() throws InterruptedException {
        Node first = start().view();
        first.awaitStatus("available");
        Node second = start().view();
        second.awaitStatus("available");
        clock.advance(Duration.ofMillis(1500));
        // The request of the first node returns the state before the operation.
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch response = new CountDownLatch(1);
        clouds.duringList(() -> {
            started.countDown();
            awaitQuietly(response);
            clouds.duringList(() -> setStatus("in-use"));
        });
        first.inventory.expire(ServerBuilder.CLOUD, ResourceKind.VOLUME);
        started.await();
        clock.advance(Duration.ofMillis(10));

        second.inventory.replace(DATA, volume("in-use"));
        second.awaitStatus("in-use");
        response.countDown();

        await().during(Duration.ofMillis(500))
                .until(() -> second.visible().resources().equals(List.of(volume("in-use"))));
        clock.advance(Duration.ofMillis(1500));
        first.awaitStatus("in-use");
        second.awaitStatus("in-use");
        assertThat(clouds.lists()).isEqualTo(3);
    }

    @Test
    void notificationThatAllNodesReceiveCausesOneRequest() {
        Node first = start().view();
        first.awaitStatus("available");
        Node second = start().view();
        second.awaitStatus("available");
        setStatus("in-use");
        clock.advance(Duration.ofMillis(1500));

        source.hint(ServerBuilder.CLOUD, ChangeHint.Service.CINDER, ResourceKind.VOLUME);

        first.awaitStatus("in-use");
        second.awaitStatus("in-use");
        assertThat(clouds.lists()).isEqualTo(2);
    }

    @Test
    void listsOfTheFormerConnectionAreNotShownAfterAChange() {
        start().view().awaitStatus("available");
        Node second = start().view();
        second.awaitStatus("available");
        setStatus("in-use");
        clock.advance(Duration.ofMillis(10));

        second.inventory.on(new CloudsChanged(Set.of(ServerBuilder.CLOUD)));

        second.awaitStatus("in-use");
        assertThat(clouds.lists()).isEqualTo(2);
    }

    @Test
    void eachNodeRequestsTheListWithoutTheDatabase() {
        sharing.setAvailable(false);
        Node first = start().view();
        Node second = start().view();

        first.awaitStatus("available");
        second.awaitStatus("available");

        assertThat(clouds.lists()).isEqualTo(2);
    }
}
