package org.stackdeck.inventory.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.polling.TestInventoryProperties;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.Subscription;

/** Tests updates of the resources attached to a server, for viewers of the server. */
class AttachedResourceUpdatesTests {

    private static final Duration QUIET = Duration.ofMillis(300);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeClouds clouds = new FakeClouds();
    private final FakeAccessDecisionService access = new FakeAccessDecisionService(clock);
    private final FakeInventory servers = new FakeInventory(access);
    private final PollingResourceInventory inventory = new PollingResourceInventory(
            clouds, servers, new FakeChangeHintSource(), access, clock, clock, TestInventoryProperties.SHORT_INTERVALS);
    private final Server web =
            ServerBuilder.named("web-1").project(ServerBuilder.STAFF).build();
    private final AtomicInteger changes = new AtomicInteger();
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
    void viewerOfAServerWithoutPermissionsForVolumesGetsTheChangesOfItsVolumes() {
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        try (Subscription _ = subscribe()) {
            await().until(() -> changes.get() == 1);

            show(volume("v1", "in-use", "web-1"));
            await().until(() -> changes.get() == 2);

            show(volume("v1", "in-use", "web-1"), volume("v2", "in-use", "db-1"));
            await().during(QUIET).until(() -> changes.get() == 2);

            show(volume("v1", "detaching", "web-1"));
            await().until(() -> changes.get() == 3);

            show(volume("v1", "available", ""));
            await().until(() -> changes.get() == 4);
        }
    }

    @Test
    void changeIsReportedAgainAfterTheListenerFailed() {
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        Runnable failsOnce = () -> {
            if (changes.incrementAndGet() == 1) {
                throw new IllegalStateException("the page cannot be updated");
            }
        };
        try (Subscription _ = inventory.subscribeToAttached(web.key(), Set.of(ResourceKind.VOLUME), mia, failsOnce)) {
            await().until(() -> changes.get() == 2);
        }
    }

    @Test
    void nothingIsRequestedWhileTheViewerMayNotSeeTheServer() {
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "in-use", "web-1")));
        try (Subscription _ = subscribe()) {
            await().during(QUIET).until(() -> clouds.lists() == 0 && changes.get() == 0);

            access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
            inventory.on(new AccessChanged(mia));
            await().until(() -> changes.get() == 1);

            access.revokeAll(mia);
            inventory.on(new AccessChanged(mia));
            show();
            await().during(QUIET).until(() -> changes.get() == 1);
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
        return inventory.subscribeToAttached(web.key(), Set.of(ResourceKind.VOLUME), mia, changes::incrementAndGet);
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
