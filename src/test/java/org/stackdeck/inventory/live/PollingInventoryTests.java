package org.stackdeck.inventory.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudsChanged;
import org.stackdeck.cloud.FakeChangeHintSource;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.AssignedAddress;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerImage;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.cache.FakePersistentInventoryCache;
import org.stackdeck.inventory.polling.InventoryProperties;
import org.stackdeck.inventory.polling.TestInventoryProperties;
import org.stackdeck.inventory.replication.TestPollingCoordinator;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.Subscription;
import org.stackdeck.platform.TestLatches;

/** Tests the complete inventory with real threads. */
class PollingInventoryTests {

    private final MutableClock grantClock = new MutableClock(ServerBuilder.CREATED);
    private final FakeAccessDecisionService fakeAccessDecisionService = new FakeAccessDecisionService(grantClock);
    private final FakeCompute staff = new FakeCompute(ServerBuilder.STAFF);
    private final FakeCompute research = new FakeCompute(ServerBuilder.RESEARCH);
    private final FakeChangeHintSource source = new FakeChangeHintSource();
    private final FakeClouds clouds = new FakeClouds(staff, research);
    private final FakePersistentInventoryCache fakePersistentInventoryCache = new FakePersistentInventoryCache();
    private final PollingInventory inventory = inventory(TestInventoryProperties.SHORT_INTERVALS);
    private final UserId boss = fakeAccessDecisionService.administrator();

    @AfterEach
    void stop() {
        inventory.stop();
    }

    @Test
    void deliversTheCompleteStateThenChanges() {
        Server web = staff.put(ServerBuilder.named("web"));
        UpdateCollector updateCollector = startAndView(inventory, web);

        staff.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));
        VisibleServersUpdate changed = updateCollector.await(
                inventoryUpdate -> !inventoryUpdate.delta().isEmpty());

        assertThat(changed.delta().changed()).extracting(Server::status).containsExactly(ServerStatus.SHUTOFF);
        assertThat(changed.delta().added()).isEmpty();
    }

    @Test
    void hintDeliversAChangeWithoutAPoll() {
        PollingInventory pollingInventory = inventory(TestInventoryProperties.withoutPolling(Duration.ofHours(1)));
        Server web = staff.put(ServerBuilder.named("web"));
        UpdateCollector updateCollector = startAndView(pollingInventory, web);
        source.connect(ServerBuilder.CLOUD);
        await().until(() -> staff.calls("changesSince") == 1);

        source.hint(staff.put(ServerBuilder.like(web).name("www")));
        awaitName(updateCollector, "www");

        assertThat(staff.calls("server")).isEqualTo(1);
        assertThat(research.calls("server")).isZero();
        pollingInventory.stop();
        assertThat(source.listenerCount()).isZero();
    }

    @Test
    void addressesArePolledWhileUsersViewServersAndHintAboutChanges() {
        PollingInventory pollingInventory = inventory(TestInventoryProperties.withoutPolling(Duration.ofHours(1)));
        Server web = staff.put(ServerBuilder.named("web").addresses(new ServerAddress("net", "10.0.0.5", 4, false)));
        clouds.setServerAddresses(Map.of(web.id(), Set.of("10.0.0.5")));
        pollingInventory.start();
        await().during(Duration.ofMillis(300)).until(() -> clouds.addressRequests() == 0);
        UpdateCollector updateCollector = view(pollingInventory, boss);
        await().until(() -> clouds.addressRequests() > 0);
        updateCollector.await(inventoryUpdate -> inventoryUpdate.servers().containsKey(web.key()));
        clouds.setServerAddresses(Map.of(web.id(), Set.of("10.0.0.5", "203.0.113.9")));

        await().until(() -> staff.calls("server") > 0);
        pollingInventory.stop();
        int requests = clouds.addressRequests();
        await().during(Duration.ofSeconds(2)).until(() -> clouds.addressRequests() == requests);
    }

    @Test
    void brokerWithoutNotificationsDoesNotSlowPolling() {
        Server web = staff.put(ServerBuilder.named("web"));
        var _ = startAndView(inventory, web);
        source.connect(ServerBuilder.CLOUD);
        long asked = staff.calls("changesSince");
        await().until(() -> staff.calls("changesSince") > asked + 2);
        assertThat(source()).isEqualTo(Freshness.Source.CHANGES);

        source.hint(staff.put(ServerBuilder.like(web).name("www")));

        await().until(() -> source() == Freshness.Source.NOTIFICATIONS);
    }

    @Test
    void notificationsOfOtherServicesDoNotSlowPollingOfServers() {
        Server web = staff.put(ServerBuilder.named("web"));
        var _ = startAndView(inventory, web);
        source.connect(ServerBuilder.CLOUD);

        source.hint(ServerBuilder.CLOUD, ChangeHint.Service.CINDER, ResourceKind.VOLUME);

        long asked = staff.calls("changesSince");
        await().until(() -> staff.calls("changesSince") > asked + 2);
        assertThat(source()).isEqualTo(Freshness.Source.CHANGES);
    }

    @Test
    void hintAboutAnAttachedVolumeUpdatesTheServer() {
        PollingInventory pollingInventory = inventory(TestInventoryProperties.withoutPolling(Duration.ofHours(1)));
        Server web = staff.put(ServerBuilder.named("web"));
        UpdateCollector updateCollector = startAndView(pollingInventory, web);
        Server changed = staff.put(ServerBuilder.like(web).name("www"));

        source.hint(new ChangeHint(
                ServerBuilder.CLOUD,
                ChangeHint.Service.CINDER,
                Set.of(changed.id(), new ServerId("unknown")),
                null,
                Set.of(ResourceKind.VOLUME),
                null));

        awaitName(updateCollector, "www");
        assertThat(staff.calls("server") + research.calls("server")).isEqualTo(1);
        pollingInventory.stop();
    }

    @Test
    void hintAboutAnImageUpdatesItsNameInTheServers() {
        PollingInventory pollingInventory = inventory(TestInventoryProperties.withoutPolling(Duration.ofHours(1)));
        Server web = staff.put(ServerBuilder.named("web").image("i1", "debian-12"));
        UpdateCollector updateCollector = startAndView(pollingInventory, web);
        staff.renameImage("i1", "debian-13");

        source.hint(ServerBuilder.CLOUD, ChangeHint.Service.GLANCE, ResourceKind.IMAGE);

        updateCollector.await(inventoryUpdate -> inventoryUpdate.servers().values().stream()
                .anyMatch(server -> new ServerImage("i1", "debian-13").equals(server.image())));
        assertThat(staff.calls("refreshImageNames")).isOne();
        pollingInventory.stop();
    }

    @Test
    void hintAboutFloatingIpsShowsThemBeforeNovaReportsThem() {
        PollingInventory pollingInventory = inventory(TestInventoryProperties.withoutPolling(Duration.ofHours(1)));
        Server web = staff.put(ServerBuilder.named("web"));
        AssignedAddress fixed = new AssignedAddress(
                web.addresses().getFirst().ip(), null, web.project().id());
        clouds.setAssignedAddresses(Map.of(web.id(), Set.of(fixed)));
        UpdateCollector updateCollector = startAndView(pollingInventory, web);
        await().until(() -> clouds.addressRequests() > 0);
        clouds.setAssignedAddresses(Map.of(
                web.id(),
                Set.of(
                        fixed,
                        new AssignedAddress(
                                "203.0.113.9", fixed.ip(), web.project().id()))));

        source.hint(ServerBuilder.CLOUD, ChangeHint.Service.NEUTRON, ResourceKind.FLOATING_IP);

        updateCollector.await(inventoryUpdate -> inventoryUpdate.servers().values().stream()
                .flatMap(server -> server.addresses().stream())
                .anyMatch(address -> address.floating() && address.ip().equals("203.0.113.9")));
        assertThat(staff.calls("server")).isZero();
        pollingInventory.stop();
    }

    /** Starts the inventory, and returns the updates of an administrator, who has received the server. */
    private UpdateCollector startAndView(PollingInventory started, Server server) {
        started.start();
        UpdateCollector updates = view(started, boss);
        updates.await(update -> update.servers().containsKey(server.key()));
        return updates;
    }

    private static UpdateCollector view(PollingInventory inventory, UserId viewer) {
        UpdateCollector updates = new UpdateCollector();
        inventory.subscribe(viewer, updates::receive);
        return updates;
    }

    private static void awaitName(UpdateCollector updates, String name) {
        updates.await(update -> update.servers().values().stream()
                .anyMatch(server -> server.name().equals(name)));
    }

    private Freshness.@Nullable Source source() {
        Freshness freshness = inventory.snapshot().freshness().get(ServerBuilder.CLOUD);
        return freshness == null ? null : freshness.source();
    }

    @Test
    void reconnectedBrokerCausesAPollForMissedChanges() {
        PollingInventory pollingInventory = inventory(TestInventoryProperties.withoutPolling(Duration.ofHours(1)));
        Server web = staff.put(ServerBuilder.named("web"));
        UpdateCollector updateCollector = startAndView(pollingInventory, web);
        source.connect(ServerBuilder.CLOUD);
        source.disconnect(ServerBuilder.CLOUD);
        staff.put(ServerBuilder.like(web).name("www"));

        source.connect(ServerBuilder.CLOUD);

        awaitName(updateCollector, "www");
        pollingInventory.stop();
    }

    @Test
    void paceIsUpdatedWhenAViewerSubscribes() {
        PollingInventory calm =
                inventory(TestInventoryProperties.withIntervals(Duration.ofMinutes(1), Duration.ofHours(1)));
        calm.start();
        await().until(() -> pace(calm.snapshot()), Duration.ofHours(1)::equals);
        UpdateCollector updateCollector = view(calm, boss);

        updateCollector.await(inventoryUpdate -> inventoryUpdate.freshness().values().stream()
                .allMatch(freshness -> freshness.pace().equals(Duration.ofMinutes(1))));
        calm.stop();
    }

    private static @Nullable Duration pace(InventorySnapshot inventorySnapshot) {
        Freshness freshness = inventorySnapshot.freshness().get(ServerBuilder.CLOUD);
        return freshness == null ? null : freshness.pace();
    }

    @Test
    void hintForAnUnservedProjectIsIgnored() {
        PollingInventory pollingInventory = inventory(TestInventoryProperties.withoutPolling(Duration.ofHours(1)));
        Server web = staff.put(ServerBuilder.named("web"));
        UpdateCollector updateCollector = startAndView(pollingInventory, web);

        source.hint("other", new Project(ServerBuilder.CLOUD, new ProjectId("p-other"), "other"));
        source.hint(staff.put(ServerBuilder.like(web).name("www")));
        awaitName(updateCollector, "www");

        assertThat(staff.calls("server") + research.calls("server")).isEqualTo(1);
        pollingInventory.stop();
    }

    @Test
    void memberReceivesGrantedProjectsOnly() {
        Server web = staff.put(ServerBuilder.named("web"));
        research.put(ServerBuilder.named("sim").project(ServerBuilder.RESEARCH));
        UserId member = fakeAccessDecisionService.member();
        fakeAccessDecisionService.grant(member, ServerBuilder.STAFF, Role.VIEWER, null);
        inventory.start();
        UpdateCollector all = view(inventory, boss);
        all.await(inventoryUpdate -> inventoryUpdate.servers().size() == 2);

        assertThat(inventory.current(member).servers()).containsOnlyKeys(web.key());
        assertThat(inventory.current(fakeAccessDecisionService.member()).servers())
                .isEmpty();
        assertThat(inventory.current(fakeAccessDecisionService.member()).freshness())
                .isEmpty();
    }

    @Test
    void revokedGrantRemovesServersImmediately() {
        PollingInventory pollingInventory = inventory(TestInventoryProperties.withoutPolling(Duration.ofHours(1)));
        Server web = staff.put(ServerBuilder.named("web"));
        UserId member = fakeAccessDecisionService.member();
        fakeAccessDecisionService.grant(member, ServerBuilder.STAFF, Role.VIEWER, null);
        pollingInventory.start();
        UpdateCollector updateCollector = view(pollingInventory, member);
        updateCollector.await(inventoryUpdate -> inventoryUpdate.servers().containsKey(web.key()));

        updateCollector.awaitQuiet(() -> fakeAccessDecisionService.loadCount(member));
        fakeAccessDecisionService.revokeAll(member);
        pollingInventory.on(new AccessChanged(member));

        assertThat(updateCollector
                        .await(inventoryUpdate -> inventoryUpdate.servers().isEmpty())
                        .delta()
                        .removed())
                .containsExactly(web.key());
        pollingInventory.stop();
    }

    @Test
    void expiredGrantRemovesServersWithoutAnEvent() {
        // The grants and the inventory share a clock, because both must use the same time.
        PollingInventory timed = new PollingInventory(
                clouds,
                source,
                fakeAccessDecisionService,
                fakePersistentInventoryCache,
                grantClock,
                TestInventoryProperties.withoutPolling(Duration.ofMillis(500)),
                TestPollingCoordinator.disabled());
        Server web = staff.put(ServerBuilder.named("web"));
        UserId member = fakeAccessDecisionService.member();
        fakeAccessDecisionService.grant(
                member, ServerBuilder.STAFF, Role.VIEWER, grantClock.instant().plusSeconds(60));
        timed.start();
        UpdateCollector updateCollector = view(timed, member);
        updateCollector.await(inventoryUpdate -> inventoryUpdate.servers().containsKey(web.key()));

        updateCollector.awaitQuiet(() -> fakeAccessDecisionService.loadCount(member));
        grantClock.advance(Duration.ofSeconds(60));

        updateCollector.await(inventoryUpdate -> inventoryUpdate.servers().isEmpty());
        timed.stop();
    }

    @Test
    void hostIsVisibleWithPermissionOnly() {
        Server web = staff.put(ServerBuilder.named("web").host("compute-1"));
        UserId member = fakeAccessDecisionService.member();
        fakeAccessDecisionService.grant(member, ServerBuilder.STAFF, Role.OPERATOR, null);
        inventory.start();
        UpdateCollector updateCollector = view(inventory, boss);
        VisibleServersUpdate forBoss = updateCollector.await(
                inventoryUpdate -> inventoryUpdate.servers().containsKey(web.key()));

        assertThat(forBoss.servers().values()).extracting(Server::host).containsExactly("compute-1");
        assertThat(inventory.current(member).servers().values())
                .extracting(Server::host)
                .containsOnlyNulls();
    }

    @Test
    void blockedAndFailingReceiversDoNotDelayOthers() throws InterruptedException {
        inventory.start();
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch isStuck = new CountDownLatch(1);
        inventory.subscribe(boss, inventoryUpdate -> {
            isStuck.countDown();
            TestLatches.await(stuck);
        });
        inventory.subscribe(boss, inventoryUpdate -> {
            throw new IllegalStateException("detached");
        });
        assertThat(isStuck.await(5, TimeUnit.SECONDS)).isTrue();

        UpdateCollector updateCollector = view(inventory, boss);
        Server web = staff.put(ServerBuilder.named("web"));

        updateCollector.await(inventoryUpdate -> inventoryUpdate.servers().containsKey(web.key()));
        stuck.countDown();
    }

    @Test
    void receiverGetsMissedChangesAfterAFailure() {
        inventory.start();
        Server web = staff.put(ServerBuilder.named("web"));
        UpdateCollector updateCollector = new UpdateCollector();
        CountDownLatch failed = new CountDownLatch(1);
        inventory.subscribe(boss, inventoryUpdate -> {
            if (inventoryUpdate.servers().containsKey(web.key()) && failed.getCount() > 0) {
                failed.countDown();
                throw new IllegalStateException("once");
            }
            updateCollector.receive(inventoryUpdate);
        });

        VisibleServersUpdate inventoryUpdate =
                updateCollector.await(v -> v.servers().containsKey(web.key()));

        assertThat(inventoryUpdate.delta().added()).extracting(Server::key).contains(web.key());
    }

    @Test
    void closedSubscriptionReceivesNothing() {
        inventory.start();
        UpdateCollector closed = new UpdateCollector();
        Subscription watch = inventory.subscribe(boss, closed::receive);
        closed.await(inventoryUpdate -> true);
        watch.close();
        watch.close();
        UpdateCollector open = view(inventory, boss);

        Server web = staff.put(ServerBuilder.named("web"));
        open.await(inventoryUpdate -> inventoryUpdate.servers().containsKey(web.key()));

        assertThat(closed.views)
                .noneMatch(inventoryUpdate -> inventoryUpdate.servers().containsKey(web.key()));
    }

    @Test
    void resumedSubscriptionReceivesMissedChanges() {
        inventory.start();
        UpdateCollector paused = new UpdateCollector();
        PausableSubscription watch = inventory.subscribe(boss, paused::receive);
        UpdateCollector open = view(inventory, boss);
        paused.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.LIVE);
        watch.pause();

        Server web = staff.put(ServerBuilder.named("web"));
        open.await(inventoryUpdate -> inventoryUpdate.servers().containsKey(web.key()));
        assertThat(paused.views)
                .noneMatch(inventoryUpdate -> inventoryUpdate.servers().containsKey(web.key()));
        watch.resume();

        assertThat(paused.await(inventoryUpdate -> inventoryUpdate.servers().containsKey(web.key()))
                        .delta()
                        .added())
                .extracting(Server::key)
                .contains(web.key());
    }

    @Test
    void cloudUnreachableAtStartIsReportedAndRecovers() {
        clouds.failDiscovery(ServerBuilder.CLOUD, () -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        Server web = staff.put(ServerBuilder.named("web"));
        inventory.start();
        UpdateCollector updateCollector = view(inventory, boss);
        VisibleServersUpdate down =
                updateCollector.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.UNREACHED);
        assertThat(down.freshness().values())
                .extracting(freshness ->
                        freshness.problem() == null ? "" : freshness.problem().message())
                .containsExactly("Connection refused");

        clouds.recover(ServerBuilder.CLOUD);

        updateCollector.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.LIVE
                && inventoryUpdate.servers().containsKey(web.key()));
    }

    @Test
    void failingProjectIsStaleForItsViewersOnly() {
        staff.put(ServerBuilder.named("web"));
        research.fail(() -> new CloudException(Category.FORBIDDEN, "policy"));
        UserId outsider = fakeAccessDecisionService.member();
        fakeAccessDecisionService.grant(outsider, ServerBuilder.STAFF, Role.VIEWER, null);
        UserId insider = fakeAccessDecisionService.member();
        fakeAccessDecisionService.grant(insider, ServerBuilder.RESEARCH, Role.VIEWER, null);
        inventory.start();
        UpdateCollector unaware = view(inventory, outsider);
        UpdateCollector aware = view(inventory, insider);
        UpdateCollector all = view(inventory, boss);

        VisibleServersUpdate live = unaware.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.LIVE);
        VisibleServersUpdate unreached =
                aware.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.UNREACHED);
        VisibleServersUpdate stale = all.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.STALE);

        assertThat(live.freshness().values()).allMatch(Freshness::complete);
        assertThat(unreached.freshness().values()).noneMatch(Freshness::complete);
        assertThat(stale.freshness().values())
                .as("one of two projects was never loaded")
                .noneMatch(Freshness::complete);
        assertThat(inventory.freshness(ServerBuilder.CLOUD, ServerBuilder.STAFF.id()))
                .get()
                .matches(Freshness::complete);
        assertThat(inventory.freshness(ServerBuilder.CLOUD, ServerBuilder.RESEARCH.id()))
                .get()
                .matches(freshness -> !freshness.complete());
        research.recover();
        aware.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.LIVE);
    }

    @Test
    void errorDuringAPollIsReportedAndPollingContinues() {
        Server web = staff.put(ServerBuilder.named("web"));
        staff.failWithError(() -> new StackOverflowError("deep JSON"));
        inventory.start();
        UpdateCollector updateCollector = view(inventory, boss);
        updateCollector.await(
                inventoryUpdate -> inventoryUpdate.freshness().values().stream().anyMatch(f -> f.problem() != null));

        staff.recover();

        updateCollector.await(inventoryUpdate -> inventoryUpdate.servers().containsKey(web.key()));
    }

    @Test
    void receiverIsCalledAgainAfterAnError() {
        inventory.start();
        UpdateCollector updateCollector = new UpdateCollector();
        CountDownLatch failed = new CountDownLatch(1);
        inventory.subscribe(boss, inventoryUpdate -> {
            if (failed.getCount() > 0) {
                failed.countDown();
                throw new AssertionError("once");
            }
            updateCollector.receive(inventoryUpdate);
        });

        updateCollector.await(inventoryUpdate -> true);
    }

    @Test
    void stopEndsAllPolling() {
        inventory.start();
        UpdateCollector updateCollector = view(inventory, boss);
        updateCollector.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.LIVE);

        inventory.stop();

        int calls = staff.calls().size();
        updateCollector.awaitQuiet(() -> staff.calls().size());
        assertThat(staff.calls().size()).isLessThanOrEqualTo(calls + 2);
    }

    @Test
    void removedProjectIsDroppedUnlessAnEntryFails() {
        Server web = staff.put(ServerBuilder.named("web"));
        Server sim = research.put(ServerBuilder.named("sim").project(ServerBuilder.RESEARCH));
        inventory.start();
        UpdateCollector updateCollector = view(inventory, boss);
        updateCollector.await(inventoryUpdate -> inventoryUpdate.servers().size() == 2);

        clouds.entryProblem("clouds.yaml: entry: password refused");
        clouds.remove(research);
        int before = clouds.discoveries();
        updateCollector.awaitTrue(() -> clouds.discoveries() > before + 3);
        assertThat(inventory.find(sim.key())).isPresent();

        clouds.entryProblem(null);

        assertThat(updateCollector
                        .await(inventoryUpdate -> inventoryUpdate.servers().size() == 1)
                        .servers())
                .containsOnlyKeys(web.key());
    }

    @Test
    void newProjectIsDiscovered() {
        inventory.start();
        UpdateCollector updateCollector = view(inventory, boss);
        FakeCompute other = new FakeCompute(new Project(ServerBuilder.CLOUD, new ProjectId("p-new"), "new"));
        Server made = other.put(
                ServerBuilder.named("made").project(other.scope().projects().getFirst()));

        clouds.add(other);

        updateCollector.await(inventoryUpdate -> inventoryUpdate.servers().containsKey(made.key()));
    }

    @Test
    void refreshFindsAnUnknownServer() {
        inventory.start();
        UpdateCollector updateCollector = view(inventory, boss);
        updateCollector.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.LIVE);
        // The cloud can be live before its second project was discovered.
        await().until(() -> research.calls("changesSince") > 0);
        Server sim = research.put(ServerBuilder.named("sim").project(ServerBuilder.RESEARCH));

        inventory.refresh(sim.key());

        assertThat(inventory.find(sim.key())).contains(sim);
        assertThat(inventory.find(sim.id())).containsExactly(sim);
    }

    @Test
    void restartRestoresServersWhileKeystoneIsDown() {
        Server web = staff.put(ServerBuilder.named("web"));
        stopWhenAllIsKnown();
        clouds.failDiscovery(ServerBuilder.CLOUD, () -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        PollingInventory restarted = inventory(TestInventoryProperties.SHORT_INTERVALS);
        UpdateCollector updateCollector = new UpdateCollector();
        restarted.start();
        restarted.subscribe(boss, updateCollector::receive);

        VisibleServersUpdate inventoryUpdate =
                updateCollector.await(v -> v.servers().containsKey(web.key())
                        && v.freshness().values().stream().anyMatch(f -> f.problem() != null));

        assertThat(inventoryUpdate.freshness().values()).singleElement().satisfies(freshness -> {
            assertThat(freshness.state()).isEqualTo(Freshness.State.STALE);
            assertThat(freshness.source()).isEqualTo(Freshness.Source.DISK);
            assertThat(freshness.confirmedAt()).isNotNull();
            assertThat(freshness.complete())
                    .as("cached data does not prove that a server is missing")
                    .isFalse();
        });
        clouds.recover(ServerBuilder.CLOUD);
        updateCollector.await(
                v -> state(v) == Freshness.State.LIVE && v.servers().containsKey(web.key()));
        restarted.stop();
    }

    @Test
    void cachedServersAreFilteredByPermission() {
        Server web = staff.put(ServerBuilder.named("web"));
        research.put(ServerBuilder.named("sim").project(ServerBuilder.RESEARCH));
        UserId member = fakeAccessDecisionService.member();
        fakeAccessDecisionService.grant(member, ServerBuilder.STAFF, Role.VIEWER, null);
        stopWhenAllIsKnown();
        clouds.failDiscovery(ServerBuilder.CLOUD, () -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        PollingInventory restarted = inventory(TestInventoryProperties.SHORT_INTERVALS);
        restarted.start();
        UpdateCollector updateCollector = view(restarted, boss);
        updateCollector.await(inventoryUpdate -> inventoryUpdate.servers().size() == 2);

        assertThat(restarted.current(member).servers()).containsOnlyKeys(web.key());
        assertThat(restarted.current(fakeAccessDecisionService.member()).servers())
                .isEmpty();
        restarted.stop();
    }

    @Test
    void restartCatchesUpWithDeletedAndCreatedServers() {
        staff.put(ServerBuilder.named("web"));
        Server db = staff.put(ServerBuilder.named("db"));
        stopWhenAllIsKnown();
        staff.delete("web");
        Server ci = staff.put(ServerBuilder.named("ci"));
        long lists = staff.calls("servers");
        PollingInventory restarted = inventory(TestInventoryProperties.SHORT_INTERVALS);
        restarted.start();
        UpdateCollector updateCollector = view(restarted, boss);

        VisibleServersUpdate inventoryUpdate = updateCollector.await(v -> state(v) == Freshness.State.LIVE);

        assertThat(inventoryUpdate.servers()).containsOnlyKeys(db.key(), ci.key());
        assertThat(staff.calls("servers")).isEqualTo(lists);
        restarted.stop();
    }

    @Test
    void cachedProjectIsDroppedByAFaultlessDiscovery() {
        Server web = staff.put(ServerBuilder.named("web"));
        Server sim = research.put(ServerBuilder.named("sim").project(ServerBuilder.RESEARCH));
        stopWhenAllIsKnown();
        clouds.remove(research);
        clouds.entryProblem("clouds.yaml: entry: password refused");
        PollingInventory restarted = inventory(TestInventoryProperties.SHORT_INTERVALS);
        restarted.start();
        UpdateCollector updateCollector = view(restarted, boss);
        int before = clouds.discoveries();
        updateCollector.awaitTrue(() -> clouds.discoveries() > before + 2);
        assertThat(restarted.find(sim.key())).as("while an entry fails").isPresent();

        clouds.entryProblem(null);

        assertThat(updateCollector
                        .await(inventoryUpdate -> inventoryUpdate.servers().size() == 1)
                        .servers())
                .containsOnlyKeys(web.key());
        restarted.stop();
        assertThat(fakePersistentInventoryCache.read(ServerBuilder.CLOUD))
                .extracting(scope -> scope.servers().size())
                .containsExactly(1);
    }

    @Test
    void cacheOfAnUnconfiguredCloudIsDeleted() {
        staff.put(ServerBuilder.named("web"));
        stopWhenAllIsKnown();

        PollingInventory other = new PollingInventory(
                new FakeClouds(),
                source,
                fakeAccessDecisionService,
                fakePersistentInventoryCache,
                Clock.systemUTC(),
                TestInventoryProperties.SHORT_INTERVALS,
                TestPollingCoordinator.disabled());
        other.start();
        other.stop();

        assertThat(fakePersistentInventoryCache.read(ServerBuilder.CLOUD)).isEmpty();
    }

    @Test
    void metricsReportTheFreshnessOfEachCloud() {
        staff.put(ServerBuilder.named("web"));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        inventory.bindTo(registry);
        assertThat(meter(registry, "age")).isNaN();
        inventory.start();
        UpdateCollector updateCollector = view(inventory, boss);
        updateCollector.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.LIVE);

        assertThat(meter(registry, "servers")).isEqualTo(1);
        assertThat(meter(registry, "age")).isBetween(0.0, 10.0);
        assertThat(meter(registry, "pace")).isBetween(0.0, 10.0);
        assertThat(meter(registry, "failures")).isZero();
        assertThat(registry.get("stackdeck.cloud.calls").functionCounter().count())
                .isPositive();

        staff.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        updateCollector.awaitTrue(() -> meter(registry, "failures") >= 2);
    }

    @Test
    void cloudsAreAddedAndRemovedWithoutARestart() {
        Server web = staff.put(ServerBuilder.named("web"));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        inventory.bindTo(registry);
        inventory.start();
        UpdateCollector updateCollector = view(inventory, boss);
        updateCollector.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.LIVE
                && inventoryUpdate.servers().containsKey(web.key()));

        clouds.removeCloud(ServerBuilder.CLOUD);
        inventory.on(new CloudsChanged(Set.of(ServerBuilder.CLOUD)));
        updateCollector.await(inventoryUpdate -> inventoryUpdate.servers().isEmpty()
                && inventoryUpdate.freshness().isEmpty());
        long calls = staff.calls("servers");

        assertThat(registry.find("stackdeck.cloud.servers").gauge()).isNull();
        assertThat(fakePersistentInventoryCache.read(ServerBuilder.CLOUD)).isEmpty();
        await().during(Duration.ofMillis(300)).until(() -> staff.calls("servers") == calls);

        clouds.add(staff);
        inventory.on(new CloudsChanged(Set.of(ServerBuilder.CLOUD)));
        updateCollector.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.LIVE
                && inventoryUpdate.servers().containsKey(web.key()));
        assertThat(meter(registry, "servers")).isEqualTo(1);
    }

    private static double meter(SimpleMeterRegistry registry, String name) {
        return registry.get("stackdeck.cloud." + name)
                .tag("cloud", ServerBuilder.CLOUD.value())
                .gauge()
                .value();
    }

    private void stopWhenAllIsKnown() {
        inventory.start();
        UpdateCollector updateCollector = view(inventory, boss);
        // The cloud can be live before its second project was discovered.
        updateCollector.await(inventoryUpdate -> state(inventoryUpdate) == Freshness.State.LIVE
                && inventoryUpdate.servers().size() == staff.serverCount() + research.serverCount());
        inventory.stop();
    }

    private PollingInventory inventory(InventoryProperties inventoryProperties) {
        return new PollingInventory(
                clouds,
                source,
                fakeAccessDecisionService,
                fakePersistentInventoryCache,
                Clock.systemUTC(),
                inventoryProperties,
                TestPollingCoordinator.disabled());
    }

    private static Freshness.State state(VisibleServersUpdate inventoryUpdate) {
        Freshness freshness = inventoryUpdate.freshness().get(ServerBuilder.CLOUD);
        return freshness == null ? Freshness.State.LOADING : freshness.state();
    }

    /** Collects updates, and waits for one that matches. */
    private static final class UpdateCollector {

        final BlockingQueue<VisibleServersUpdate> views = new LinkedBlockingQueue<>();

        void receive(VisibleServersUpdate inventoryUpdate) {
            views.add(inventoryUpdate);
        }

        VisibleServersUpdate await(Predicate<VisibleServersUpdate> wanted) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (System.nanoTime() < end) {
                VisibleServersUpdate inventoryUpdate = next();
                if (inventoryUpdate != null && wanted.test(inventoryUpdate)) {
                    return inventoryUpdate;
                }
            }
            throw new AssertionError("no matching update within 10 s");
        }

        /** Waits until a counter is unchanged after ten attempts to read an update, each of which takes up to 20 ms. */
        void awaitQuiet(IntSupplier looks) {
            int before = -1;
            while (before != looks.getAsInt()) {
                before = looks.getAsInt();
                for (int i = 0; i < 10; i++) {
                    next();
                }
            }
        }

        void awaitTrue(BooleanSupplier wanted) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!wanted.getAsBoolean()) {
                assertThat(System.nanoTime()).isLessThan(end);
                next();
            }
        }

        private @Nullable VisibleServersUpdate next() {
            try {
                return views.poll(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
