package org.stackdeck.inventory.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.FakeChangeHintSource;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.client.PollingScope;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.AssignedAddress;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.polling.TestInventoryProperties;
import org.stackdeck.inventory.replication.TestPollingCoordinator;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.Subscription;

class ResourceInventoryTests {

    private static final Role VOLUMES = Role.unnamed(Set.of(Permission.VOLUME_READ));

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeClouds clouds = new FakeClouds();
    private final FakeAccessDecisionService access = new FakeAccessDecisionService(clock);
    private final FakeInventory servers = new FakeInventory(access);
    private final FakeChangeHintSource source = new FakeChangeHintSource();
    private final PollingResourceInventory inventory = new PollingResourceInventory(
            clouds,
            servers,
            source,
            access,
            clock,
            clock,
            TestInventoryProperties.SHORT_INTERVALS,
            TestPollingCoordinator.disabled());
    private final BlockingQueue<VisibleResources> updates = new LinkedBlockingQueue<>();
    private final UserId mia = access.member();

    @BeforeEach
    void start() {
        clouds.add(new FakeCompute(ServerBuilder.STAFF, ServerBuilder.RESEARCH));
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        volume("v1", "data", ServerBuilder.STAFF, "available"),
                        volume("v2", "logs", ServerBuilder.RESEARCH, "in-use")));
        inventory.start();
    }

    @AfterEach
    void stop() {
        inventory.stop();
    }

    @Test
    void viewerSeesTheVolumesOfTheProjectsOfTheirGrants() {
        assertThat(names(mia)).isEmpty();

        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        assertThat(names(mia)).containsExactly("data");
        assertThat(names(access.administrator())).containsExactly("data", "logs");
    }

    @Test
    void grantsForServersDoNotShowVolumes() {
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        access.grant(mia, ServerBuilder.STAFF, Role.OPERATOR, null);

        assertThat(names(mia)).isEmpty();

        access.grant(mia, ServerBuilder.STAFF, Role.MANAGER, null);
        assertThat(names(mia)).containsExactly("data");
    }

    @Test
    void grantsSelectVolumesByIdAndName() {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        volume("v1", "data", ServerBuilder.STAFF, "available"),
                        volume("v3", "scratch", ServerBuilder.STAFF, "available"),
                        volume("v4", "db-1", ServerBuilder.STAFF, "available")));
        grant(new ResourceSelector.ByIds(Set.of(new ServerId("v3"))));
        assertThat(names(mia)).containsExactly("scratch");

        grant(new ResourceSelector.ByName(new NamePattern("db-*")));
        assertThat(names(mia)).containsExactly("db-1", "scratch");

        grant(new ResourceSelector.OwnedServers());
        assertThat(names(mia)).containsExactly("db-1", "scratch");
    }

    @Test
    void publishedImagesAreVisibleToThoseWhoMayCreateServers() {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(image("i1", "debian", null, true), image("i2", "secret", ServerBuilder.RESEARCH, false)));
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        assertThat(images(mia)).isEmpty();

        access.grant(mia, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);
        assertThat(images(mia)).containsExactly("debian");
    }

    @Test
    void flavorsAreVisibleToThoseWhoMayCreateServersInTheirProjects() {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        flavor("f1", "small", true, Set.of()),
                        flavor("f2", "gpu", false, Set.of(ServerBuilder.STAFF.id())),
                        flavor("f3", "theirs", false, Set.of(ServerBuilder.RESEARCH.id()))));
        access.grant(mia, ServerBuilder.STAFF, Role.OPERATOR, null);
        assertThat(flavors(mia)).isEmpty();

        access.grant(mia, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);
        assertThat(flavors(mia)).containsExactly("gpu", "small");
    }

    @Test
    void volumeTypesAreVisibleToThoseWhoMaySeeVolumesInTheirProjects() {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        type("t1", "standard", true, Set.of()),
                        type("t2", "fast", false, Set.of(ServerBuilder.STAFF.id())),
                        type("t3", "theirs", false, Set.of(ServerBuilder.RESEARCH.id()))));
        access.grant(mia, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);
        assertThat(list(ResourceKind.VOLUME_TYPE, mia)).isEmpty();

        access.grant(mia, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.VOLUME_READ)), null);
        assertThat(list(ResourceKind.VOLUME_TYPE, mia)).containsExactly("fast", "standard");
    }

    private static CloudResource type(String id, String name, boolean published, Set<ProjectId> sharedWith) {
        return new CloudResource(
                ResourceKind.VOLUME_TYPE, ServerBuilder.CLOUD, id, null, name, published, sharedWith, Map.of());
    }

    private static CloudResource flavor(String id, String name, boolean published, Set<ProjectId> sharedWith) {
        return new CloudResource(
                ResourceKind.FLAVOR, ServerBuilder.CLOUD, id, null, name, published, sharedWith, Map.of());
    }

    private List<String> flavors(UserId viewer) {
        return list(ResourceKind.FLAVOR, viewer);
    }

    private List<String> list(ResourceKind kind, UserId viewer) {
        return inventory.load(kind, viewer).resources().stream()
                .map(CloudResource::name)
                .toList();
    }

    @Test
    void subscriberGetsEachChangeAndNothingAfterItsEnd() throws InterruptedException {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "data", ServerBuilder.STAFF, "creating")));
        Subscription subscription = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add);
        awaitStatus("creating");

        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "data", ServerBuilder.STAFF, "available")));
        clock.advance(Duration.ofSeconds(3));
        awaitStatus("available");

        subscription.close();
        updates.clear();
        inventory.load(ResourceKind.VOLUME, mia);
        assertThat(updates.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    /** The clock stands still, so that no regular poll becomes due. */
    @Test
    void hintUpdatesAnOpenPageAtOnce() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        try (Subscription _ = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add)) {
            awaitStatus("available");
            clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "data", ServerBuilder.STAFF, "in-use")));

            source.hint(ServerBuilder.CLOUD, ChangeHint.Service.CINDER, ResourceKind.VOLUME);

            awaitStatus("in-use");
            assertThat(clouds.lists()).isEqualTo(2);
        }
    }

    @Test
    void hintAboutAResourceOfALongListCausesARequestForThisResourceOnly() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        clouds.duringList(() -> clock.advance(Duration.ofSeconds(1)));
        try (Subscription _ = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add)) {
            awaitStatus("available");

            clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "data", ServerBuilder.STAFF, "in-use")));
            source.hint(volumeHint("v1"));
            awaitStatus("in-use");

            clouds.setResources(ServerBuilder.CLOUD, List.of());
            source.hint(volumeHint("v1"));
            await().until(() -> inventory
                    .findKnown(new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, "v1"))
                    .isEmpty());
            // The fake counts requests for single resources as lists, too.
            assertThat(clouds.lists() - clouds.findCount()).isEqualTo(1);
        }
    }

    @Test
    void hintDoesNotRemoveAResourceWhileTheProjectsOfTheCloudAreUnknown() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        clouds.duringList(() -> clock.advance(Duration.ofSeconds(1)));
        try (Subscription _ = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add)) {
            awaitStatus("available");
            clouds.removeResourceClients();

            source.hint(volumeHint("v1"));

            ResourceKey data = new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, "v1");
            await().during(Duration.ofMillis(300))
                    .until(() -> inventory.findKnown(data).isPresent());
        }
    }

    @Test
    void hintsAboutManyResourcesOfALongListCauseARequestForTheList() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        clouds.duringList(() -> clock.advance(Duration.ofSeconds(1)));
        try (Subscription _ = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add)) {
            awaitStatus("available");
            clock.advance(Duration.ofMillis(2999));

            for (int i = 0; i < 1000; i++) {
                source.hint(volumeHint("v" + i));
            }

            await().until(() -> clouds.lists() > 1);
        }
    }

    private static ChangeHint volumeHint(String id) {
        return new ChangeHint(
                ServerBuilder.CLOUD,
                ChangeHint.Service.CINDER,
                Set.of(),
                null,
                Set.of(ResourceKind.VOLUME),
                new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, id));
    }

    @Test
    void hintsWithinASecondCauseOneMoreRequest() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        try (Subscription _ = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add)) {
            awaitStatus("available");

            for (int i = 0; i < 1000; i++) {
                source.hint(ServerBuilder.CLOUD, ChangeHint.Service.CINDER, ResourceKind.VOLUME);
            }
            await().during(Duration.ofMillis(300)).until(() -> clouds.lists() == 2);

            clock.advance(Duration.ofMillis(800));
            source.hint(ServerBuilder.CLOUD, ChangeHint.Service.CINDER, ResourceKind.VOLUME);
            await().until(() -> clouds.lists() == 3);
        }
    }

    @Test
    void hintsWithoutAViewerCauseNoRequests() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        inventory.load(ResourceKind.VOLUME, mia);

        source.hint(ServerBuilder.CLOUD, ChangeHint.Service.CINDER, ResourceKind.VOLUME);
        source.hint(ServerBuilder.CLOUD, ChangeHint.Service.CINDER, ResourceKind.VOLUME_SNAPSHOT);

        await().during(Duration.ofMillis(300)).until(() -> clouds.lists() == 1);
    }

    @Test
    void hintsAboutOtherKindsAndCloudsCauseNoRequests() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        try (Subscription _ = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add)) {
            awaitStatus("available");

            source.hint(ServerBuilder.CLOUD, ChangeHint.Service.NEUTRON, ResourceKind.NETWORK);
            source.hint(new CloudName("other"), ChangeHint.Service.CINDER, ResourceKind.VOLUME);

            await().during(Duration.ofMillis(300)).until(() -> clouds.lists() == 1);
        }
    }

    /** Without a hint, loads within two seconds do not request the resources again. */
    @Test
    void loadAfterAHintRequestsTheResources() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        assertThat(names(mia)).containsExactly("data");
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "renamed", ServerBuilder.STAFF, "available")));
        assertThat(inventory.load(ResourceKind.VOLUME, mia).resources())
                .extracting(CloudResource::name)
                .containsExactly("data");

        source.hint(ServerBuilder.CLOUD, ChangeHint.Service.CINDER, ResourceKind.VOLUME);
        clock.advance(Duration.ofMillis(1));

        assertThat(inventory.load(ResourceKind.VOLUME, mia).resources())
                .extracting(CloudResource::name)
                .containsExactly("renamed");
    }

    @Test
    void hintsDoNotShortenThePauseAfterAFailure() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        clouds.failDiscovery(ServerBuilder.CLOUD, () -> new CloudException(Category.UNREACHABLE, "refused"));
        inventory.load(ResourceKind.VOLUME, mia);
        try (Subscription _ = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add)) {
            await().until(() -> !updates.isEmpty());
            clouds.recover(ServerBuilder.CLOUD);
            int before = clouds.lists();

            source.hint(ServerBuilder.CLOUD, ChangeHint.Service.CINDER, ResourceKind.VOLUME);

            await().during(Duration.ofMillis(300)).until(() -> clouds.lists() == before);
        }
    }

    @Test
    void viewersShareTheRequestsToTheCloud() {
        List<Subscription> subscriptions = java.util.stream.IntStream.range(0, 50)
                .mapToObj(_ -> {
                    UserId viewer = access.member();
                    access.grant(viewer, ServerBuilder.STAFF, VOLUMES, null);
                    return inventory.subscribe(ResourceKind.VOLUME, viewer, updates::add);
                })
                .toList();
        await().until(() ->
                updates.stream().filter(update -> !update.resources().isEmpty()).count() >= 50);

        assertThat(clouds.lists()).isEqualTo(1);
        subscriptions.forEach(Subscription::close);
    }

    @Test
    void pageOfAUserWhoMaySeeNoVolumesCausesNoRequests() {
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        try (Subscription _ = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add)) {
            await().until(() -> !updates.isEmpty());
            await().during(Duration.ofMillis(300)).until(() -> clouds.lists() == 0);

            access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
            inventory.on(new AccessChanged(mia));

            awaitStatus("available");
        }
    }

    @Test
    void revokedGrantHidesTheVolumesFromAnOpenPage() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        try (Subscription _ = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add)) {
            awaitStatus("available");

            access.revokeAll(mia);
            inventory.on(new AccessChanged(mia));

            await().until(() -> updates.stream()
                    .reduce((_, last) -> last)
                    .orElseThrow()
                    .resources()
                    .isEmpty());
        }
    }

    @Test
    void resourcesOfACloudThatFailsAreShownWithTheirAge() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        inventory.load(ResourceKind.VOLUME, mia);
        clouds.failDiscovery(ServerBuilder.CLOUD, () -> new CloudException(Category.UNREACHABLE, "refused"));
        clock.advance(Duration.ofMinutes(1));

        VisibleResources visible = inventory.load(ResourceKind.VOLUME, mia);

        assertThat(visible.resources()).hasSize(1);
        Freshness freshness = Objects.requireNonNull(visible.freshness().get(ServerBuilder.CLOUD));
        assertThat(freshness.state()).isEqualTo(Freshness.State.STALE);
        assertThat(freshness.complete()).isTrue();
        assertThat(freshness.confirmedAt()).isEqualTo(clock.instant().minus(Duration.ofMinutes(1)));
        assertThat(freshness.problem()).extracting(Freshness.Problem::message).isEqualTo("refused");
    }

    @Test
    void projectThatFailsKeepsItsResourcesWhileOthersAreUpdated() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        access.grant(mia, ServerBuilder.RESEARCH, VOLUMES, null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "data", ServerBuilder.STAFF, "available")));
        FailingClient research = new FailingClient(volume("v2", "logs", ServerBuilder.RESEARCH, "in-use"));
        clouds.add(research);
        assertThat(names(mia)).containsExactly("data", "logs");

        research.failing = true;
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v3", "new", ServerBuilder.STAFF, "available")));

        assertThat(names(mia)).containsExactly("logs", "new");
        Freshness freshness = Objects.requireNonNull(
                inventory.load(ResourceKind.VOLUME, mia).freshness().get(ServerBuilder.CLOUD));
        assertThat(freshness.state()).isEqualTo(Freshness.State.STALE);
        assertThat(freshness.complete()).isTrue();
    }

    @Test
    void attachedResourcesAreReportedWhileAnotherProjectFails() {
        Server web = ServerBuilder.named("web-1").project(ServerBuilder.STAFF).build();
        servers.put(web);
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(new CloudResource(
                        ResourceKind.VOLUME,
                        ServerBuilder.CLOUD,
                        "v1",
                        ServerBuilder.STAFF,
                        "data",
                        false,
                        Map.of("status", "in-use", "servers", List.of("web-1")))));
        FailingClient research = new FailingClient(volume("v2", "logs", ServerBuilder.RESEARCH, "in-use"));
        research.failing = true;
        clouds.add(research);
        CountDownLatch reported = new CountDownLatch(1);

        try (Subscription _ =
                inventory.subscribeToAttached(web.key(), Set.of(ResourceKind.VOLUME), mia, _ -> reported.countDown())) {
            await().until(() -> reported.getCount() == 0);
        }
    }

    @Test
    void failureOfAProjectIsReportedOnlyToThoseWhoMaySeeIt() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "data", ServerBuilder.STAFF, "available")));
        FailingClient research = new FailingClient(volume("v2", "logs", ServerBuilder.RESEARCH, "in-use"));
        research.failing = true;
        clouds.add(research);

        Freshness forMia = Objects.requireNonNull(
                inventory.load(ResourceKind.VOLUME, mia).freshness().get(ServerBuilder.CLOUD));
        Freshness forAdministrator = Objects.requireNonNull(inventory
                .load(ResourceKind.VOLUME, access.administrator())
                .freshness()
                .get(ServerBuilder.CLOUD));

        assertThat(forMia.state()).isEqualTo(Freshness.State.LIVE);
        assertThat(forMia.complete()).isTrue();
        assertThat(forMia.problem()).isNull();
        assertThat(forAdministrator.problem()).isNotNull();
        assertThat(forAdministrator.complete()).isFalse();
    }

    @Test
    void flavorsOfACloudThatFailsAreKept() {
        clouds.setResources(ServerBuilder.CLOUD, List.of(flavor("f1", "small", true, Set.of())));
        access.grant(mia, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);
        assertThat(flavors(mia)).containsExactly("small");

        clouds.failDiscovery(ServerBuilder.CLOUD, () -> new CloudException(Category.TIMEOUT, "no answer"));
        clock.advance(Duration.ofMinutes(1));

        assertThat(flavors(mia)).containsExactly("small");
    }

    @Test
    void flavorsOfAProjectThatFailsDoNotReplaceThoseOfOthers() {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(flavor("f1", "small", true, Set.of()), flavor("f2", "large", true, Set.of())));
        FailingClient research = new FailingClient(flavor("f1", "small", true, Set.of()));
        clouds.add(research);
        access.grant(mia, ServerBuilder.RESEARCH, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);
        assertThat(flavors(mia)).containsExactly("large", "small");

        research.failing = true;
        clouds.setResources(
                ServerBuilder.CLOUD, List.of(flavor("f1", "small", false, Set.of(ServerBuilder.STAFF.id()))));
        clock.advance(Duration.ofMinutes(1));

        assertThat(flavors(mia)).isEmpty();
    }

    @Test
    void projectThatWasNotListedYetIsNotComplete() {
        Freshness live = new Freshness(
                Freshness.State.LIVE, clock.instant(), Duration.ofSeconds(2), null, null, true, Freshness.Source.LIST);
        ResourceListState state = ResourceListState.unloaded(live)
                .withLists(
                        Map.of(),
                        Map.of(new ResourceListState.ScopeKey("other", Set.of(new ProjectId("other"))), live));

        assertThat(state.isInScope(_ -> true)).isTrue();
        assertThat(state.isInScope(_ -> false)).isFalse();
        assertThat(state.freshnessFor(_ -> true).complete()).isTrue();
        assertThat(state.freshnessFor(_ -> false).complete()).isFalse();
        assertThat(state.freshnessFor(_ -> false).state()).isEqualTo(Freshness.State.LOADING);
    }

    @Test
    void grantThatEndsDuringTheRequestHidesItsResources() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        FailingClient research = new FailingClient(volume("v2", "logs", ServerBuilder.RESEARCH, "in-use"));
        research.duringList = () -> access.revokeAll(mia);
        clouds.add(research);

        assertThat(names(mia)).isEmpty();
    }

    @Test
    void publishedResourceThatNoLongerExistsIsNotKeptByAProjectThatFails() {
        CloudResource published = image("i1", "debian", ServerBuilder.STAFF, true);
        clouds.setResources(ServerBuilder.CLOUD, List.of(published));
        FailingClient research = new FailingClient(published);
        clouds.add(research);
        access.grant(mia, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);
        assertThat(images(mia)).containsExactly("debian");

        research.failing = true;
        clouds.setResources(ServerBuilder.CLOUD, List.of());
        clock.advance(Duration.ofMinutes(1));

        assertThat(images(mia)).isEmpty();
    }

    /** A delivery would reveal when other users change volumes. */
    @Test
    void changeOfInvisibleResourcesIsNotDelivered() throws InterruptedException {
        grant(new ResourceSelector.ByName(new NamePattern("web-*")));
        clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "data", ServerBuilder.STAFF, "available")));
        inventory.load(ResourceKind.VOLUME, mia);
        try (Subscription _ = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add)) {
            await().until(() -> !updates.isEmpty());
            await().during(Duration.ofMillis(300)).until(() -> true);
            int before = updates.size();

            CloudResource changed = volume("v1", "data", ServerBuilder.STAFF, "extending");
            inventory.replace(changed.key(), changed);
            CloudResource visible = volume("v1", "web-data", ServerBuilder.STAFF, "extending");
            await().during(Duration.ofMillis(300)).until(() -> true);
            assertThat(updates).hasSize(before);

            inventory.replace(visible.key(), visible);
            await().until(() ->
                    updates.stream().anyMatch(update -> update.resources().equals(List.of(visible))));
        }
    }

    /** Adds a client whose list counts down {@code started} when it begins, and then waits for {@code end}. */
    private void addSlowClient(CountDownLatch started, CountDownLatch end) {
        FailingClient slow = new FailingClient(volume("v2", "logs", ServerBuilder.RESEARCH, "in-use"));
        slow.duringList = () -> {
            started.countDown();
            try {
                assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        clouds.add(slow);
    }

    @Test
    void concurrentRefreshesShareOneRequest() throws Exception {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        addSlowClient(started, end);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<VisibleResources> first = executor.submit(() -> inventory.load(ResourceKind.VOLUME, mia));
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            Future<VisibleResources> second = executor.submit(() -> inventory.load(ResourceKind.VOLUME, mia));
            await().during(Duration.ofMillis(200)).until(() -> !second.isDone());

            end.countDown();

            assertThat(first.get(10, TimeUnit.SECONDS).resources()).hasSize(1);
            assertThat(second.get(10, TimeUnit.SECONDS).resources()).hasSize(1);
        }
        assertThat(clouds.lists()).isEqualTo(1);
    }

    @Test
    void openPageUsesTheResultOfARequestThatIsInProgress() throws Exception {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        addSlowClient(started, end);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<VisibleResources> load = executor.submit(() -> inventory.load(ResourceKind.VOLUME, mia));
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            try (Subscription _ = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add)) {
                // The page's poll is due and waits for the request that is in progress.
                await().during(Duration.ofMillis(200)).until(() -> !load.isDone());

                end.countDown();

                awaitStatus("available");
                await().during(Duration.ofMillis(200)).until(() -> clouds.lists() == 1);
            }
        }
    }

    /** The response to the refresh is older than the replacement. */
    @Test
    void resourceThatIsReplacedDuringARefreshIsNotLost() throws Exception {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        inventory.load(ResourceKind.VOLUME, mia);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        addSlowClient(started, end);
        clock.advance(Duration.ofMinutes(1));
        CloudResource extending = volume("v1", "data", ServerBuilder.STAFF, "extending");
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<VisibleResources> refresh = executor.submit(() -> inventory.load(ResourceKind.VOLUME, mia));
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            inventory.replace(extending.key(), extending);
            assertThat(inventory.findKnown(extending.key())).contains(extending);

            end.countDown();

            assertThat(refresh.get(10, TimeUnit.SECONDS).resources()).hasSize(1);
        }
        assertThat(inventory.findKnown(extending.key())).contains(extending);
    }

    @Test
    void severalResourcesAreReplacedInOneChange() throws InterruptedException {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        volume("v1", "a", ServerBuilder.STAFF, "available"),
                        volume("v2", "b", ServerBuilder.STAFF, "available")));
        inventory.load(ResourceKind.VOLUME, mia);
        List<CloudResource> changed = List.of(
                volume("v1", "a", ServerBuilder.STAFF, "in-use"),
                volume("v2", "b", ServerBuilder.STAFF, "in-use"),
                volume("v3", "c", ServerBuilder.STAFF, "available"));
        clouds.setResources(ServerBuilder.CLOUD, changed);
        BlockingQueue<List<CloudResource>> updates = new LinkedBlockingQueue<>();
        try (var _ = inventory.subscribe(ResourceKind.VOLUME, mia, update -> updates.add(update.resources()))) {
            assertThat(updates.poll(10, TimeUnit.SECONDS)).hasSize(2);

            inventory.replaceAll(changed);

            assertThat(updates.poll(10, TimeUnit.SECONDS)).isEqualTo(changed);
        }
    }

    /** Users of other projects can see the image, but must not see its members. */
    @Test
    void membersOfAnImageAreNotKept() throws InterruptedException {
        CloudResource listed = image(Map.of("status", "active"));
        clouds.setResources(ServerBuilder.CLOUD, List.of(listed));
        access.grant(mia, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.IMAGE_READ)), null);
        inventory.load(ResourceKind.IMAGE, mia);

        inventory.replace(
                listed.key(),
                image(Map.of("status", "deactivated", CloudResource.MEMBERS, Map.of("p-research", "accepted"))));

        assertThat(inventory.findKnown(listed.key())).contains(image(Map.of("status", "deactivated")));
    }

    @Test
    void resourceIsConfirmedOnlyIfItsOwnListWasLoadedRecently() {
        FailingClient research = new FailingClient(volume("v3", "cache", ServerBuilder.RESEARCH, "in-use"));
        clouds.add(research);
        UserId administrator = access.administrator();
        Duration minute = Duration.ofMinutes(1);
        ResourceKey volume = new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, "v1");
        ResourceKey other = new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, "v3");
        assertThat(inventory.findConfirmed(volume, minute)).isEmpty();

        inventory.load(ResourceKind.VOLUME, administrator);
        clock.advance(minute);
        assertThat(inventory.findConfirmed(volume, minute)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(inventory.findConfirmed(volume, minute)).isEmpty();
        assertThat(inventory.findKnown(volume)).isPresent();

        research.duringList = () -> {
            throw new CloudException(CloudException.Category.TIMEOUT, "no answer");
        };
        inventory.load(ResourceKind.VOLUME, administrator);
        assertThat(inventory.findConfirmed(volume, minute)).isPresent();
        assertThat(inventory.findConfirmed(other, minute)).isEmpty();
    }

    private static CloudResource image(Map<String, Object> values) {
        return new CloudResource(
                ResourceKind.IMAGE, ServerBuilder.CLOUD, "i1", ServerBuilder.STAFF, "debian", false, values);
    }

    /** One unexpected object must not affect the resources of other scopes. */
    @Test
    void scopeWithAnErrorDoesNotAffectTheOthers() {
        FailingClient research = new FailingClient(volume("v2", "logs", ServerBuilder.RESEARCH, "in-use"));
        research.duringList = () -> {
            throw new IllegalStateException("unexpected");
        };
        clouds.add(research);
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);

        assertThat(names(mia)).containsExactly("data");
    }

    @Test
    void resourcesAreRequestedAgainAfterTwoSeconds() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        inventory.load(ResourceKind.VOLUME, mia);
        clock.advance(Duration.ofSeconds(2));
        inventory.load(ResourceKind.VOLUME, mia);
        assertThat(clouds.lists()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        inventory.load(ResourceKind.VOLUME, mia);
        assertThat(clouds.lists()).isEqualTo(2);
    }

    @Test
    void expiredResourcesAreRequestedAgainAtOnceAndOnlyOnce() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        inventory.load(ResourceKind.VOLUME, mia);

        inventory.expire(ServerBuilder.CLOUD, ResourceKind.VOLUME);
        assertThat(clouds.lists()).isEqualTo(1);
        inventory.load(ResourceKind.VOLUME, mia);
        inventory.load(ResourceKind.VOLUME, mia);

        assertThat(clouds.lists()).isEqualTo(2);
    }

    @Test
    void openPageGetsExpiredResourcesWithoutTheInterval() throws InterruptedException {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        try (Subscription _ = inventory.subscribe(ResourceKind.VOLUME, mia, updates::add)) {
            awaitStatus("available");
            clouds.setResources(ServerBuilder.CLOUD, List.of(volume("v1", "data", ServerBuilder.STAFF, "extending")));

            inventory.expire(ServerBuilder.CLOUD, ResourceKind.VOLUME);

            awaitStatus("extending");
        }
    }

    /** With an administrator's credential, the list also contains the images that other projects have accepted. */
    @Test
    void acceptedImagesAreVisibleToThoseWhoMayCreateServersInAProjectThatHasAcceptedThem() {
        clouds.setResources(
                ServerBuilder.CLOUD,
                List.of(
                        acceptedBy(ServerBuilder.STAFF, "i1", "debian"),
                        acceptedBy(ServerBuilder.RESEARCH, "i2", "theirs")));
        access.grant(mia, ServerBuilder.STAFF, Role.OPERATOR, null);
        assertThat(images(mia)).isEmpty();

        access.grant(mia, ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);

        assertThat(inventory.load(ResourceKind.IMAGE, mia).resources())
                .singleElement()
                .satisfies(image -> {
                    assertThat(image.name()).isEqualTo("debian");
                    assertThat(image.project()).isNull();
                });
    }

    private static CloudResource acceptedBy(Project project, String id, String name) {
        return new CloudResource(
                ResourceKind.IMAGE,
                ServerBuilder.CLOUD,
                id,
                new Project(ServerBuilder.CLOUD, new ProjectId("p-owner"), "owner"),
                name,
                false,
                Set.of(project.id()),
                Map.of("status", "active"));
    }

    @Test
    void firstSlowListDoesNotDetermineThePause() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        clouds.duringList(() -> clock.advance(Duration.ofSeconds(1)));

        assertThat(paceAfterAPause()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void repeatedlySlowListsAreRequestedLessOftenThanOneSlowList() {
        access.grant(mia, ServerBuilder.STAFF, VOLUMES, null);
        inventory.load(ResourceKind.VOLUME, mia);
        clouds.duringList(() -> clock.advance(Duration.ofSeconds(1)));

        assertThat(paceAfterAPause()).as("after one slow list").isEqualTo(Duration.ofSeconds(3));
        assertThat(paceAfterAPause()).as("after two slow lists").isEqualTo(Duration.ofSeconds(5));
    }

    private Duration paceAfterAPause() {
        clock.advance(Duration.ofMinutes(1));
        return Objects.requireNonNull(
                        inventory.load(ResourceKind.VOLUME, mia).freshness().get(ServerBuilder.CLOUD))
                .pace();
    }

    @Test
    void kindIsOfferedIfOneScopeOffersIt() {
        clouds.setMissing(ResourceKind.VOLUME_BACKUP);
        assertThat(inventory.isOffered(ResourceKind.VOLUME_BACKUP)).isFalse();
        assertThat(inventory.isOffered(ResourceKind.VOLUME)).isTrue();
        clouds.setMissing(null);
        assertThat(inventory.isOffered(ResourceKind.VOLUME_BACKUP)).isTrue();
    }

    private static final class FailingClient implements ResourceClient {

        private final CloudResource resource;
        private boolean failing;
        private Runnable duringList = () -> {};

        FailingClient(CloudResource resource) {
            this.resource = resource;
        }

        @Override
        public PollingScope scope() {
            return new PollingScope(ServerBuilder.CLOUD, "research", false, List.of(ServerBuilder.RESEARCH));
        }

        @Override
        public boolean covers(ProjectId project) {
            return project.equals(ServerBuilder.RESEARCH.id());
        }

        @Override
        public List<CloudResource> list(ResourceKind kind) {
            duringList.run();
            if (failing) {
                throw new CloudException(Category.FORBIDDEN, "no role");
            }
            return List.of(resource);
        }

        @Override
        public Map<ServerId, Set<AssignedAddress>> serverAddresses(Set<ServerId> servers) {
            return Map.of();
        }

        @Override
        public List<CloudResource> snapshotsOf(ResourceKey volume, ProjectId project) {
            return List.of();
        }

        @Override
        public Optional<CloudResource> find(ResourceKind kind, String id) {
            return Optional.empty();
        }

        @Override
        public void undoTransfer(String volume, ProjectId target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<CloudResource> findWithMembers(String image) {
            return Optional.empty();
        }

        @Override
        public Optional<String> perform(String id, ActionRequest actionRequest) {
            return Optional.empty();
        }

        @Override
        public boolean canCreateIn(ProjectId project) {
            return false;
        }

        @Override
        public CreatedResource create(ProjectId project, ActionRequest actionRequest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> uploadImage(ProjectId project, String id, InputStream data, long length) {
            throw new UnsupportedOperationException();
        }
    }

    private void awaitStatus(String status) {
        await().until(() -> updates.stream()
                .flatMap(update -> update.resources().stream())
                .anyMatch(resource -> resource.status().equals(status)));
    }

    private void grant(ResourceSelector selector) {
        access.grant(
                mia,
                new GrantTerms(
                        ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), selector, VOLUMES, null, null, null));
    }

    private List<String> names(UserId viewer) {
        clock.advance(Duration.ofMinutes(1));
        return inventory.load(ResourceKind.VOLUME, viewer).resources().stream()
                .map(CloudResource::name)
                .toList();
    }

    private List<String> images(UserId viewer) {
        return inventory.load(ResourceKind.IMAGE, viewer).resources().stream()
                .map(CloudResource::name)
                .toList();
    }

    private static CloudResource volume(String id, String name, Project project, String status) {
        return new CloudResource(
                ResourceKind.VOLUME, ServerBuilder.CLOUD, id, project, name, false, Map.of("status", status));
    }

    private static CloudResource image(String id, String name, @Nullable Project project, boolean published) {
        return new CloudResource(
                ResourceKind.IMAGE, ServerBuilder.CLOUD, id, project, name, published, Map.of("status", "active"));
    }
}
