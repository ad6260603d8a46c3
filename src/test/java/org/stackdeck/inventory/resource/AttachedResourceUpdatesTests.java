package org.stackdeck.inventory.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.FakeChangeHintSource;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.polling.TestInventoryProperties;
import org.stackdeck.inventory.replication.TestPollingCoordinator;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.Subscription;

/** Tests updates of the resources attached to a server, for viewers of the server. */
class AttachedResourceUpdatesTests {

    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Set<ResourceKind> KINDS =
            Set.of(ResourceKind.VOLUME, ResourceKind.PORT, ResourceKind.SECURITY_GROUP);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeClouds clouds = new FakeClouds();
    private final FakeAccessDecisionService access = new FakeAccessDecisionService(clock);
    private final FakeInventory servers = new FakeInventory(access);
    private final PollingResourceInventory inventory = new PollingResourceInventory(
            clouds,
            servers,
            new FakeChangeHintSource(),
            access,
            clock,
            clock,
            TestInventoryProperties.SHORT_INTERVALS,
            TestPollingCoordinator.disabled());
    private final Server web =
            ServerBuilder.named("web-1").project(ServerBuilder.STAFF).build();
    private final AtomicInteger deliveries = new AtomicInteger();
    private final List<AttachedResources> delivered = new CopyOnWriteArrayList<>();
    private final UserId mia = access.member();

    @BeforeEach
    void start() {
        clouds.add(new FakeCompute(ServerBuilder.STAFF));
        servers.put(web);
        inventory.start();
    }

    @AfterEach
    void stop() {
        inventory.stop();
    }

    @Test
    void viewerOfAServerWithoutPermissionsForVolumesReceivesItsVolumes() {
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        try (Subscription _ = subscribe()) {
            await().until(() -> List.of().equals(volumes()));

            show(volume("v1", "in-use", "web-1"), volume("v2", "in-use", "db-1"));
            await().until(() -> List.of("v1 in-use").equals(volumes()));

            show(volume("v1", "detaching", "web-1"));
            await().until(() -> List.of("v1 detaching").equals(volumes()));

            show(volume("v1", "available", ""));
            await().until(() -> List.of().equals(volumes()));
        }
    }

    @Test
    void twentyViewersOfAServerCauseTheRequestsOfOne() {
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            UserId viewer = access.member();
            access.grant(viewer, ServerBuilder.STAFF, Role.VIEWER, null);
            subscriptions.add(inventory.subscribeToAttached(web.key(), KINDS, viewer, delivered::add));
        }
        await().until(() -> delivered.size() == 20);
        assertThat(clouds.lists()).isEqualTo(KINDS.size());

        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "in-use", "web-1")));
        clock.advance(Duration.ofMinutes(1));

        await().until(() -> delivered.stream()
                        .filter(known ->
                                !known.find(ResourceKind.VOLUME).orElseThrow().isEmpty())
                        .count()
                >= 20);
        await().during(QUIET).until(() -> clouds.lists() == 2 * KINDS.size());
        subscriptions.forEach(Subscription::close);
    }

    @Test
    void outdatedResourcesAreDeliveredWithTheirAgeAndTheProblem() {
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "in-use", "web-1")));
        Instant start = clock.instant();
        try (Subscription _ = subscribe()) {
            await().until(() -> List.of("v1 in-use").equals(volumes()));

            clouds.failDiscovery(
                    ServerBuilder.CLOUD, () -> new CloudException(CloudException.Category.TIMEOUT, "no answer"));
            clock.advance(Duration.ofMinutes(1));

            await().until(() -> delivered.getLast().problem() != null);
            assertThat(volumes()).containsExactly("v1 in-use");
            assertThat(delivered.getLast().confirmedAt()).isEqualTo(start);

            clouds.recover(ServerBuilder.CLOUD);
            clock.advance(Duration.ofMinutes(1));
            await().until(() -> delivered.getLast().problem() == null);
            assertThat(delivered.getLast().confirmedAt()).isEqualTo(start.plus(Duration.ofMinutes(2)));
        }
    }

    @Test
    void unchangedResourcesAreDeliveredAtMostOnceInFiveSeconds() {
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "in-use", "web-1")));
        try (Subscription _ = subscribe()) {
            await().until(() -> delivered.size() == 1);
            int lists = clouds.lists();

            clock.advance(Duration.ofSeconds(2));
            await().until(() -> clouds.lists() > lists);
            await().during(QUIET).until(() -> delivered.size() == 1);

            clock.advance(Duration.ofSeconds(3));
            await().until(() -> delivered.size() == 2);
        }
    }

    @Test
    void addressesAreThoseOfThePortsAndFloatingIps() {
        Server server = ServerBuilder.named("web-1")
                .project(ServerBuilder.STAFF)
                .addresses(
                        new ServerAddress("staff-net", "10.0.0.5", 4, false),
                        new ServerAddress("staff-net", "10.0.0.9", 4, false),
                        new ServerAddress("staff-net", "203.0.113.1", 4, true),
                        new ServerAddress("staff-net", "203.0.113.2", 4, true))
                .build();
        // 10.0.0.9 is no longer assigned, 203.0.113.1 is no longer associated, and 203.0.113.2 is of another project.
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        resource(ResourceKind.NETWORK, "n1", "staff-net", Map.of()),
                        resource(ResourceKind.NETWORK, "n2", "lan", Map.of()),
                        resource(ResourceKind.PORT, "p1", "", port("web-1", "n1", "10.0.0.5")),
                        resource(ResourceKind.PORT, "p2", "", port("web-1", "n2", "fd00::5")),
                        resource(ResourceKind.PORT, "p3", "", port("db-1", "n1", "10.0.0.6")),
                        resource(ResourceKind.FLOATING_IP, "f1", "203.0.113.1", Map.of()),
                        resource(ResourceKind.FLOATING_IP, "f3", "203.0.113.3", Map.of("port", "p1"))));

        assertThat(attached(server).withAddresses(server).addresses())
                .containsExactly(
                        new ServerAddress("staff-net", "10.0.0.5", 4, false),
                        new ServerAddress("staff-net", "203.0.113.2", 4, true),
                        new ServerAddress("lan", "fd00::5", 6, false),
                        new ServerAddress("staff-net", "203.0.113.3", 4, true));

        clouds.failDiscovery(
                ServerBuilder.CLOUD, () -> new CloudException(CloudException.Category.TIMEOUT, "no answer"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(attached(server).withAddresses(server)).isEqualTo(server);
    }

    /** For example, the port was created in the project that owns the shared network. */
    @Test
    void addressOfAPortOfAnotherProjectIsKept() {
        Server server = ServerBuilder.named("web-1")
                .project(ServerBuilder.STAFF)
                .addresses(
                        new ServerAddress("shared", "10.0.0.5", 4, false),
                        new ServerAddress("shared", "10.0.0.6", 4, false))
                .build();
        clouds.add(new FakeCompute(ServerBuilder.RESEARCH));
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        resource(ResourceKind.PORT, "p1", "", port("web-1", "n1", "10.0.0.7")),
                        new CloudResource(
                                ResourceKind.PORT,
                                ServerBuilder.CLOUD,
                                "p2",
                                ServerBuilder.RESEARCH,
                                "",
                                false,
                                port("web-1", "n1", "10.0.0.5"))));

        assertThat(attached(server).withAddresses(server).addresses())
                .extracting(ServerAddress::ip)
                .containsExactly("10.0.0.5", "10.0.0.7");
    }

    /** Some credentials have access to the servers of all projects, but not to their ports. */
    @Test
    void addressesAreUnknownWithoutAccessToThePortsOfTheProject() {
        assertThat(attached(web).addresses()).isNull();
    }

    private AttachedResources attached(Server server) {
        return inventory.loadAttached(
                server, Set.of(ResourceKind.PORT, ResourceKind.NETWORK, ResourceKind.FLOATING_IP));
    }

    private static Map<String, Object> port(String server, String network, String ip) {
        return Map.of("device", server, "network", network, "fixedIps", List.of(ip));
    }

    private static CloudResource resource(ResourceKind kind, String id, String name, Map<String, Object> values) {
        return new CloudResource(kind, ServerBuilder.CLOUD, id, ServerBuilder.STAFF, name, false, values);
    }

    @Test
    void resourcesAreDeliveredAgainAfterTheReceiverFailed() {
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        Consumer<AttachedResources> failsOnce = _ -> {
            if (deliveries.incrementAndGet() == 1) {
                throw new IllegalStateException("the page cannot be updated");
            }
        };
        try (Subscription _ = inventory.subscribeToAttached(web.key(), Set.of(ResourceKind.VOLUME), mia, failsOnce)) {
            await().until(() -> deliveries.get() == 2);
        }
    }

    @Test
    void nothingIsRequestedWhileTheViewerMayNotSeeTheServer() {
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "in-use", "web-1")));
        try (Subscription _ = subscribe()) {
            await().during(QUIET).until(() -> clouds.lists() == 0 && delivered.isEmpty());

            access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
            inventory.on(new AccessChanged(mia));
            await().until(() -> delivered.size() == 1);

            access.revokeAll(mia);
            inventory.on(new AccessChanged(mia));
            show();
            await().during(QUIET).until(() -> delivered.size() == 1);
        }
    }

    @Test
    void onlyTheCloudOfTheServerIsPolled() {
        clouds.add(new FakeCompute(new Project(new CloudName("other"), new ProjectId("p-other"), "other")));
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        try (Subscription _ = subscribe()) {
            await().until(() -> clouds.lists() > 0);
            await().during(QUIET).until(() -> clouds.lists() == 1);
        }
    }

    private Subscription subscribe() {
        return inventory.subscribeToAttached(web.key(), Set.of(ResourceKind.VOLUME), mia, delivered::add);
    }

    /** Returns the ID and the status of each volume that was delivered last. */
    private @Nullable List<String> volumes() {
        return delivered.isEmpty()
                ? null
                : delivered.getLast().find(ResourceKind.VOLUME).orElseThrow().stream()
                        .map(volume -> volume.id() + " " + volume.status())
                        .toList();
    }

    private void show(CloudResource... volumes) {
        clouds.setResources(ServerBuilder.CLOUD, List.of(volumes));
        clock.advance(Duration.ofMinutes(1));
    }

    private static CloudResource volume(String id, String status, String server) {
        return new CloudResource(
                ResourceKind.VOLUME,
                ServerBuilder.CLOUD,
                id,
                ServerBuilder.STAFF,
                id,
                false,
                Map.of("status", status, "servers", server.isEmpty() ? List.of() : List.of(server)));
    }

    @Test
    void callersShareTheListsOfTheResourcesOfServers() {
        Server db = ServerBuilder.named("db-1").project(ServerBuilder.STAFF).build();
        clouds.setResources(
                ServerBuilder.CLOUD, List.of(volume("v1", "in-use", "web-1"), volume("v2", "in-use", "db-1")));

        assertThat(attachedVolumes(web))
                .hasValueSatisfying(
                        found -> assertThat(found).extracting(CloudResource::id).containsExactly("v1"));
        assertThat(attachedVolumes(db))
                .hasValueSatisfying(
                        found -> assertThat(found).extracting(CloudResource::id).containsExactly("v2"));
        assertThat(clouds.lists()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        assertThat(attachedVolumes(db)).isPresent();
        assertThat(clouds.lists()).isEqualTo(2);
    }

    @Test
    @Timeout(60)
    void aListThatHangsDelaysTheLastResourcesForSomeSecondsOnly() {
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "in-use", "web-1")));
        assertThat(attachedVolumes(web)).isPresent();
        CountDownLatch response = new CountDownLatch(1);
        clouds.duringList(() -> {
            try {
                response.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        clock.advance(Duration.ofMinutes(1));

        assertThat(attachedVolumes(web))
                .hasValueSatisfying(
                        found -> assertThat(found).extracting(CloudResource::id).containsExactly("v1"));
        response.countDown();
    }

    @Test
    void resourcesOfAServerAreUnknownWhileTheirListFails() {
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "in-use", "web-1")));
        clouds.failDiscovery(
                ServerBuilder.CLOUD, () -> new CloudException(CloudException.Category.TIMEOUT, "no answer in 5 s"));

        assertThat(attachedVolumes(web)).isEmpty();
    }

    @Test
    void listsOfSeveralKindsAreLoadedAtTheSameTime() {
        access.grant(mia, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_READ)), null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "in-use", "web-1")));
        CountDownLatch both = new CountDownLatch(2);
        clouds.duringList(() -> {
            both.countDown();
            awaitUninterruptibly(both);
        });

        assertThat(loadVolumesAndSnapshots().get(ResourceKind.VOLUME)).satisfies(volumes -> {
            assertThat(volumes.resources()).extracting(CloudResource::id).containsExactly("v1");
            assertThat(volumes.isComplete(ServerBuilder.CLOUD)).isTrue();
        });
    }

    @Test
    void aListThatIsNotLoadedInTimeIsReportedAsIncompleteWithTheKnownResources() {
        access.grant(mia, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_READ)), null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "in-use", "web-1")));
        assertThat(loadVolumesAndSnapshots().values()).allMatch(visible -> visible.isComplete(ServerBuilder.CLOUD));
        CountDownLatch response = new CountDownLatch(1);
        clouds.duringList(() -> awaitUninterruptibly(response));
        clock.advance(Duration.ofMinutes(1));
        try {
            assertThat(loadVolumesAndSnapshots().get(ResourceKind.VOLUME)).satisfies(volumes -> {
                assertThat(volumes.resources()).extracting(CloudResource::id).containsExactly("v1");
                assertThat(volumes.isComplete(ServerBuilder.CLOUD)).isFalse();
            });
            assertThat(attachedVolumes(web)).isPresent();
        } finally {
            response.countDown();
        }
    }

    private Map<ResourceKind, VisibleResources> loadVolumesAndSnapshots() {
        return inventory.loadAll(Set.of(ResourceKind.VOLUME, ResourceKind.VOLUME_SNAPSHOT), mia, _ -> true);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<List<CloudResource>> attachedVolumes(Server server) {
        return inventory.loadAttached(server, Set.of(ResourceKind.VOLUME)).find(ResourceKind.VOLUME);
    }
}
