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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.FakeChangeHintSource;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.polling.TestInventoryProperties;
import org.stackdeck.inventory.replication.TestPollingCoordinator;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.Subscription;

/** Tests the volumes and security groups of all servers, for viewers of a list of servers. */
class AttachedResourceIndexTests {

    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Set<ResourceKind> BOTH = Set.of(ResourceKind.VOLUME, ResourceKind.SECURITY_GROUP);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeClouds clouds = new FakeClouds();
    private final FakeAccessDecisionService access = new FakeAccessDecisionService(clock);
    private final PollingResourceInventory inventory = new PollingResourceInventory(
            clouds,
            new FakeInventory(access),
            new FakeChangeHintSource(),
            access,
            clock,
            clock,
            TestInventoryProperties.SHORT_INTERVALS,
            TestPollingCoordinator.disabled());
    private final Server web =
            ServerBuilder.named("web-1").project(ServerBuilder.STAFF).build();
    private final Server other =
            ServerBuilder.named("other-1").project(ServerBuilder.RESEARCH).build();
    private final List<AttachedResourceIndex> delivered = new CopyOnWriteArrayList<>();
    private final UserId mia = access.member();

    @BeforeEach
    void start() {
        clouds.add(new FakeCompute(ServerBuilder.STAFF));
        clouds.add(new FakeCompute(ServerBuilder.RESEARCH));
        inventory.start();
    }

    @AfterEach
    void stop() {
        inventory.stop();
    }

    @Test
    void serversHaveTheirVolumesAndSecurityGroupsByName() {
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        volume("v2", "logs", "web-1"),
                        volume("v1", "data", "web-1"),
                        volume("v3", "spare", "db-1"),
                        port("p1", "web-1", "g1", "g2"),
                        port("p2", "web-1", "g1"),
                        group("g1", "web"),
                        group("g2", "default")));

        try (Subscription _ = inventory.subscribeToIndex(BOTH, mia, delivered::add)) {
            await().until(() -> names(web, ResourceKind.SECURITY_GROUP).isPresent());
            await().until(() -> names(web, ResourceKind.VOLUME).isPresent());
        }

        assertThat(names(web, ResourceKind.VOLUME)).contains(List.of("data", "logs"));
        assertThat(names(web, ResourceKind.SECURITY_GROUP)).contains(List.of("default", "web"));
        assertThat(names(other, ResourceKind.VOLUME)).contains(List.of());
    }

    @Test
    void resourcesAreUnknownBeforeTheyAreLoaded() {
        assertThat(inventory.index(BOTH).find(web, ResourceKind.VOLUME)).isEmpty();
        assertThat(AttachedResourceIndex.NONE.find(web, ResourceKind.VOLUME)).isEmpty();
    }

    /** Users can set the ID of any server in their own ports and volumes. */
    @Test
    void resourcesOfOtherProjectsDoNotCount() {
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        volume("v1", "data", "web-1"),
                        new CloudResource(
                                ResourceKind.VOLUME,
                                ServerBuilder.CLOUD,
                                "v2",
                                ServerBuilder.RESEARCH,
                                "foreign",
                                false,
                                Map.of("servers", List.of("web-1")))));

        try (Subscription _ = subscribe()) {
            await().until(() -> names(web, ResourceKind.VOLUME).isPresent());
        }

        assertThat(names(web, ResourceKind.VOLUME)).contains(List.of("data"));
    }

    @Test
    void changesAndFailuresAreDelivered() {
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "data", "web-1")));
        try (Subscription _ = subscribe()) {
            await().until(() -> names(web, ResourceKind.VOLUME).equals(Optional.of(List.of("data"))));
            int before = delivered.size();

            clock.advance(Duration.ofMinutes(1));
            await().during(QUIET).until(() -> delivered.size() == before);

            clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "data", "db-1")));
            clock.advance(Duration.ofMinutes(1));
            await().until(() -> names(web, ResourceKind.VOLUME).equals(Optional.of(List.of())));

            clouds.failDiscovery(
                    ServerBuilder.CLOUD, () -> new CloudException(CloudException.Category.TIMEOUT, "no answer"));
            clock.advance(Duration.ofMinutes(1));
            await().until(() -> delivered
                    .getLast()
                    .find(web, ResourceKind.VOLUME)
                    .orElseThrow()
                    .outdated());
        }
    }

    @Test
    void portsWithoutADeviceBelongToNoServer() {
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        resource(ResourceKind.PORT, "p1", "", Map.of("securityGroups", List.of("g1"))),
                        group("g1", "web")));
        try (Subscription _ = inventory.subscribeToIndex(Set.of(ResourceKind.SECURITY_GROUP), mia, delivered::add)) {
            await().until(() -> names(web, ResourceKind.SECURITY_GROUP).equals(Optional.of(List.of())));
        }
    }

    @Test
    void tenViewersCauseTheRequestsOfOne() {
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            UserId viewer = access.member();
            access.grant(viewer, ServerBuilder.STAFF, Role.VIEWER, null);
            subscriptions.add(inventory.subscribeToIndex(Set.of(ResourceKind.VOLUME), viewer, delivered::add));
        }
        await().until(() -> names(web, ResourceKind.VOLUME).isPresent());
        await().during(QUIET).until(() -> clouds.lists() == 1);
        subscriptions.forEach(Subscription::close);
    }

    @Test
    void nothingIsRequestedWithoutAccessToTheCloud() {
        try (Subscription _ = subscribe()) {
            await().during(QUIET).until(() -> clouds.lists() == 0);

            access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
            inventory.on(new AccessChanged(mia));

            await().until(() -> names(web, ResourceKind.VOLUME).isPresent());
        }
    }

    private Subscription subscribe() {
        return inventory.subscribeToIndex(Set.of(ResourceKind.VOLUME), mia, delivered::add);
    }

    private Optional<List<String>> names(Server server, ResourceKind kind) {
        return delivered.isEmpty()
                ? Optional.empty()
                : delivered
                        .getLast()
                        .find(server, kind)
                        .map(found -> found.resources().stream()
                                .map(CloudResource::displayName)
                                .toList());
    }

    private static CloudResource volume(String id, String name, String server) {
        return resource(ResourceKind.VOLUME, id, name, Map.of("servers", List.of(server)));
    }

    private static CloudResource port(String id, String server, String... groups) {
        return resource(ResourceKind.PORT, id, "", Map.of("device", server, "securityGroups", List.of(groups)));
    }

    private static CloudResource group(String id, String name) {
        return resource(ResourceKind.SECURITY_GROUP, id, name, Map.of());
    }

    private static CloudResource resource(ResourceKind kind, String id, String name, Map<String, Object> values) {
        Project project = ServerBuilder.STAFF;
        return new CloudResource(kind, ServerBuilder.CLOUD, id, project, name, false, values);
    }
}
