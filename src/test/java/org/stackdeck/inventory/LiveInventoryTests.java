package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
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
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.FakeChangeHints;
import org.stackdeck.cloud.FakeClouds;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.MovableClock;
import org.stackdeck.platform.Subscription;

/** The complete inventory with real threads. */
class LiveInventoryTests {

    private final MovableClock grantClock = new MovableClock(AServer.MADE);
    private final FakeAccess access = new FakeAccess(grantClock);
    private final FakeCompute staff = new FakeCompute(AServer.STAFF);
    private final FakeCompute research = new FakeCompute(AServer.RESEARCH);
    private final FakeChangeHints hints = new FakeChangeHints();
    private final FakeClouds clouds = new FakeClouds(staff, research);
    private final FakeKeptServers kept = new FakeKeptServers();
    private final LiveInventory inventory = inventory(Settings.HASTY);
    private final UserId boss = access.administrator();

    @AfterEach
    void stop() {
        inventory.stop();
    }

    @Test
    void deliversTheCompleteStateThenChanges() {
        Server web = staff.put(AServer.named("web"));
        inventory.start();
        Receiver receiver = new Receiver();
        inventory.watch(boss, receiver::receive);
        receiver.await(view -> view.servers().containsKey(web.key()));

        staff.put(AServer.like(web).status(ServerStatus.SHUTOFF));
        View changed = receiver.await(view -> !view.delta().isEmpty());

        assertThat(changed.delta().changed()).extracting(Server::status).containsExactly(ServerStatus.SHUTOFF);
        assertThat(changed.delta().added()).isEmpty();
    }

    @Test
    void hintDeliversAChangeWithoutAPoll() {
        LiveInventory told = inventory(Settings.quiet(Duration.ofHours(1)));
        Server web = staff.put(AServer.named("web"));
        told.start();
        Receiver receiver = new Receiver();
        told.watch(boss, receiver::receive);
        receiver.await(view -> view.servers().containsKey(web.key()));
        hints.connect(AServer.CLOUD);
        await().until(() -> staff.calls("changesSince") == 1);

        hints.hint(staff.put(AServer.like(web).name("www")));
        receiver.await(view -> view.servers().values().stream()
                .anyMatch(server -> server.name().equals("www")));

        assertThat(staff.calls("server")).isEqualTo(1);
        assertThat(research.calls("server")).isZero();
        told.stop();
        assertThat(hints.receivers()).isZero();
    }

    @Test
    void brokerWithoutNotificationsDoesNotSlowPolling() {
        Server web = staff.put(AServer.named("web"));
        inventory.start();
        Receiver receiver = new Receiver();
        inventory.watch(boss, receiver::receive);
        receiver.await(view -> view.servers().containsKey(web.key()));
        hints.connect(AServer.CLOUD);
        long asked = staff.calls("changesSince");
        await().until(() -> staff.calls("changesSince") > asked + 2);
        assertThat(source()).isEqualTo(Freshness.Source.CHANGES);

        hints.hint(staff.put(AServer.like(web).name("www")));

        await().until(() -> source() == Freshness.Source.NOTIFICATIONS);
    }

    private Freshness.@Nullable Source source() {
        Freshness freshness = inventory.snapshot().freshness().get(AServer.CLOUD);
        return freshness == null ? null : freshness.source();
    }

    @Test
    void reconnectedBrokerCausesAPollForMissedChanges() {
        LiveInventory told = inventory(Settings.quiet(Duration.ofHours(1)));
        Server web = staff.put(AServer.named("web"));
        told.start();
        Receiver receiver = new Receiver();
        told.watch(boss, receiver::receive);
        receiver.await(view -> view.servers().containsKey(web.key()));
        hints.connect(AServer.CLOUD);
        hints.cutOff(AServer.CLOUD);
        staff.put(AServer.like(web).name("www"));

        hints.connect(AServer.CLOUD);

        receiver.await(view -> view.servers().values().stream()
                .anyMatch(server -> server.name().equals("www")));
        told.stop();
    }

    @Test
    void paceIsUpdatedWhenAViewerSubscribes() {
        LiveInventory calm = inventory(Settings.paced(Duration.ofMinutes(1), Duration.ofHours(1)));
        calm.start();
        await().until(() -> pace(calm.snapshot()), Duration.ofHours(1)::equals);
        Receiver receiver = new Receiver();

        calm.watch(boss, receiver::receive);

        receiver.await(view -> view.freshness().values().stream()
                .allMatch(freshness -> freshness.pace().equals(Duration.ofMinutes(1))));
        calm.stop();
    }

    private static @Nullable Duration pace(Snapshot snapshot) {
        Freshness freshness = snapshot.freshness().get(AServer.CLOUD);
        return freshness == null ? null : freshness.pace();
    }

    @Test
    void hintForAnUnservedProjectIsIgnored() {
        LiveInventory told = inventory(Settings.quiet(Duration.ofHours(1)));
        Server web = staff.put(AServer.named("web"));
        told.start();
        Receiver receiver = new Receiver();
        told.watch(boss, receiver::receive);
        receiver.await(view -> view.servers().containsKey(web.key()));

        hints.hint("other", new Project(AServer.CLOUD, new ProjectId("p-other"), "other"));
        hints.hint(staff.put(AServer.like(web).name("www")));
        receiver.await(view -> view.servers().values().stream()
                .anyMatch(server -> server.name().equals("www")));

        assertThat(staff.calls("server") + research.calls("server")).isEqualTo(1);
        told.stop();
    }

    @Test
    void memberReceivesGrantedProjectsOnly() {
        Server web = staff.put(AServer.named("web"));
        research.put(AServer.named("sim").in(AServer.RESEARCH));
        UserId member = access.member();
        access.grant(member, AServer.STAFF, Role.VIEWER, null);
        inventory.start();
        Receiver all = new Receiver();
        inventory.watch(boss, all::receive);
        all.await(view -> view.servers().size() == 2);

        assertThat(inventory.look(member).servers()).containsOnlyKeys(web.key());
        assertThat(inventory.look(access.member()).servers()).isEmpty();
        assertThat(inventory.look(access.member()).freshness()).isEmpty();
    }

    @Test
    void revokedGrantRemovesServersImmediately() {
        LiveInventory told = inventory(Settings.quiet(Duration.ofHours(1)));
        Server web = staff.put(AServer.named("web"));
        UserId member = access.member();
        access.grant(member, AServer.STAFF, Role.VIEWER, null);
        told.start();
        Receiver receiver = new Receiver();
        told.watch(member, receiver::receive);
        receiver.await(view -> view.servers().containsKey(web.key()));

        receiver.awaitQuiet(() -> access.asked(member));
        access.revokeAll(member);
        told.on(new AccessChanged(member));

        assertThat(receiver.await(view -> view.servers().isEmpty()).delta().removed())
                .containsExactly(web.key());
        told.stop();
    }

    @Test
    void expiredGrantRemovesServersWithoutAnEvent() {
        // Grants and inventory share a clock here, because both must agree on the time.
        LiveInventory timed =
                new LiveInventory(clouds, hints, access, kept, grantClock, Settings.quiet(Duration.ofMillis(500)));
        Server web = staff.put(AServer.named("web"));
        UserId member = access.member();
        access.grant(member, AServer.STAFF, Role.VIEWER, grantClock.instant().plusSeconds(60));
        timed.start();
        Receiver receiver = new Receiver();
        timed.watch(member, receiver::receive);
        receiver.await(view -> view.servers().containsKey(web.key()));

        receiver.awaitQuiet(() -> access.asked(member));
        grantClock.move(Duration.ofSeconds(60));

        receiver.await(view -> view.servers().isEmpty());
        timed.stop();
    }

    @Test
    void hostIsVisibleWithPermissionOnly() {
        Server web = staff.put(AServer.named("web").host("compute-1"));
        UserId member = access.member();
        access.grant(member, AServer.STAFF, Role.OPERATOR, null);
        inventory.start();
        Receiver receiver = new Receiver();
        inventory.watch(boss, receiver::receive);
        View forBoss = receiver.await(view -> view.servers().containsKey(web.key()));

        assertThat(forBoss.servers().values()).extracting(Server::host).containsExactly("compute-1");
        assertThat(inventory.look(member).servers().values())
                .extracting(Server::host)
                .containsOnlyNulls();
    }

    @Test
    void blockedAndFailingReceiversDoNotDelayOthers() throws InterruptedException {
        inventory.start();
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch isStuck = new CountDownLatch(1);
        inventory.watch(boss, view -> {
            isStuck.countDown();
            awaitQuietly(stuck);
        });
        inventory.watch(boss, view -> {
            throw new IllegalStateException("detached");
        });
        assertThat(isStuck.await(5, TimeUnit.SECONDS)).isTrue();

        Receiver receiver = new Receiver();
        inventory.watch(boss, receiver::receive);
        Server web = staff.put(AServer.named("web"));

        receiver.await(view -> view.servers().containsKey(web.key()));
        stuck.countDown();
    }

    @Test
    void receiverGetsMissedChangesAfterAFailure() {
        inventory.start();
        Server web = staff.put(AServer.named("web"));
        Receiver receiver = new Receiver();
        CountDownLatch failed = new CountDownLatch(1);
        inventory.watch(boss, view -> {
            if (view.servers().containsKey(web.key()) && failed.getCount() > 0) {
                failed.countDown();
                throw new IllegalStateException("once");
            }
            receiver.receive(view);
        });

        View view = receiver.await(v -> v.servers().containsKey(web.key()));

        assertThat(view.delta().added()).extracting(Server::key).contains(web.key());
    }

    @Test
    void closedSubscriptionReceivesNothing() {
        inventory.start();
        Receiver closed = new Receiver();
        Subscription watch = inventory.watch(boss, closed::receive);
        closed.await(view -> true);
        watch.close();
        watch.close();
        Receiver open = new Receiver();
        inventory.watch(boss, open::receive);

        Server web = staff.put(AServer.named("web"));
        open.await(view -> view.servers().containsKey(web.key()));

        assertThat(closed.views).noneMatch(view -> view.servers().containsKey(web.key()));
    }

    @Test
    void resumedSubscriptionReceivesMissedChanges() {
        inventory.start();
        Receiver paused = new Receiver();
        Watching watch = inventory.watch(boss, paused::receive);
        Receiver open = new Receiver();
        inventory.watch(boss, open::receive);
        paused.await(view -> state(view) == Freshness.State.LIVE);
        watch.pause();

        Server web = staff.put(AServer.named("web"));
        open.await(view -> view.servers().containsKey(web.key()));
        assertThat(paused.views).noneMatch(view -> view.servers().containsKey(web.key()));
        watch.resume();

        assertThat(paused.await(view -> view.servers().containsKey(web.key()))
                        .delta()
                        .added())
                .extracting(Server::key)
                .contains(web.key());
    }

    @Test
    void cloudUnreachableAtStartIsReportedAndRecovers() {
        clouds.fail(AServer.CLOUD, () -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        Server web = staff.put(AServer.named("web"));
        inventory.start();
        Receiver receiver = new Receiver();
        inventory.watch(boss, receiver::receive);
        View down = receiver.await(view -> state(view) == Freshness.State.UNREACHED);
        assertThat(down.freshness().values())
                .extracting(freshness ->
                        freshness.problem() == null ? "" : freshness.problem().message())
                .containsExactly("Connection refused");

        clouds.work(AServer.CLOUD);

        receiver.await(
                view -> state(view) == Freshness.State.LIVE && view.servers().containsKey(web.key()));
    }

    @Test
    void failingProjectIsStaleForItsViewersOnly() {
        staff.put(AServer.named("web"));
        research.fail(() -> new CloudException(Category.FORBIDDEN, "policy"));
        UserId outsider = access.member();
        access.grant(outsider, AServer.STAFF, Role.VIEWER, null);
        UserId insider = access.member();
        access.grant(insider, AServer.RESEARCH, Role.VIEWER, null);
        inventory.start();
        Receiver unaware = new Receiver();
        inventory.watch(outsider, unaware::receive);
        Receiver aware = new Receiver();
        inventory.watch(insider, aware::receive);
        Receiver all = new Receiver();
        inventory.watch(boss, all::receive);

        View live = unaware.await(view -> state(view) == Freshness.State.LIVE);
        View unreached = aware.await(view -> state(view) == Freshness.State.UNREACHED);
        View stale = all.await(view -> state(view) == Freshness.State.STALE);

        assertThat(live.freshness().values()).allMatch(Freshness::complete);
        assertThat(unreached.freshness().values()).noneMatch(Freshness::complete);
        assertThat(stale.freshness().values())
                .as("one of two projects was never loaded")
                .noneMatch(Freshness::complete);
        research.work();
        aware.await(view -> state(view) == Freshness.State.LIVE);
    }

    @Test
    void errorDuringAPollIsReportedAndPollingContinues() {
        Server web = staff.put(AServer.named("web"));
        staff.failHard(() -> new StackOverflowError("deep JSON"));
        inventory.start();
        Receiver receiver = new Receiver();
        inventory.watch(boss, receiver::receive);
        receiver.await(view -> view.freshness().values().stream().anyMatch(f -> f.problem() != null));

        staff.work();

        receiver.await(view -> view.servers().containsKey(web.key()));
    }

    @Test
    void receiverIsCalledAgainAfterAnError() {
        inventory.start();
        Receiver receiver = new Receiver();
        CountDownLatch failed = new CountDownLatch(1);
        inventory.watch(boss, view -> {
            if (failed.getCount() > 0) {
                failed.countDown();
                throw new AssertionError("once");
            }
            receiver.receive(view);
        });

        receiver.await(view -> true);
    }

    @Test
    void stopEndsAllPolling() {
        inventory.start();
        Receiver receiver = new Receiver();
        inventory.watch(boss, receiver::receive);
        receiver.await(view -> state(view) == Freshness.State.LIVE);

        inventory.stop();

        int calls = staff.calls().size();
        receiver.awaitQuiet(() -> staff.calls().size());
        assertThat(staff.calls().size()).isLessThanOrEqualTo(calls + 2);
    }

    @Test
    void removedProjectIsDroppedUnlessAnEntryFails() {
        Server web = staff.put(AServer.named("web"));
        Server sim = research.put(AServer.named("sim").in(AServer.RESEARCH));
        inventory.start();
        Receiver receiver = new Receiver();
        inventory.watch(boss, receiver::receive);
        receiver.await(view -> view.servers().size() == 2);

        clouds.entryProblem("clouds.yaml: entry: password refused");
        clouds.remove(research);
        int before = clouds.discoveries();
        receiver.awaitTrue(() -> clouds.discoveries() > before + 3);
        assertThat(inventory.find(sim.key())).isPresent();

        clouds.entryProblem(null);

        assertThat(receiver.await(view -> view.servers().size() == 1).servers()).containsOnlyKeys(web.key());
    }

    @Test
    void newProjectIsDiscovered() {
        inventory.start();
        Receiver receiver = new Receiver();
        inventory.watch(boss, receiver::receive);
        FakeCompute other = new FakeCompute(new Project(AServer.CLOUD, new ProjectId("p-new"), "new"));
        Server made =
                other.put(AServer.named("made").in(other.scope().projects().getFirst()));

        clouds.add(other);

        receiver.await(view -> view.servers().containsKey(made.key()));
    }

    @Test
    void refreshFindsAnUnknownServer() {
        inventory.start();
        Receiver receiver = new Receiver();
        inventory.watch(boss, receiver::receive);
        receiver.await(view -> state(view) == Freshness.State.LIVE);
        Server sim = research.put(AServer.named("sim").in(AServer.RESEARCH));

        inventory.refresh(sim.key());

        assertThat(inventory.find(sim.key())).contains(sim);
        assertThat(inventory.find(sim.id())).containsExactly(sim);
    }

    @Test
    void restartRestoresServersWhileKeystoneIsDown() {
        Server web = staff.put(AServer.named("web"));
        stopWhenAllIsKnown();
        clouds.fail(AServer.CLOUD, () -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        LiveInventory restarted = inventory(Settings.HASTY);
        Receiver receiver = new Receiver();
        restarted.start();
        restarted.watch(boss, receiver::receive);

        View view = receiver.await(v -> v.servers().containsKey(web.key())
                && v.freshness().values().stream().anyMatch(f -> f.problem() != null));

        assertThat(view.freshness().values()).singleElement().satisfies(freshness -> {
            assertThat(freshness.state()).isEqualTo(Freshness.State.STALE);
            assertThat(freshness.source()).isEqualTo(Freshness.Source.DISK);
            assertThat(freshness.confirmedAt()).isNotNull();
            assertThat(freshness.complete())
                    .as("cached data does not prove that a server is missing")
                    .isFalse();
        });
        clouds.work(AServer.CLOUD);
        receiver.await(v -> state(v) == Freshness.State.LIVE && v.servers().containsKey(web.key()));
        restarted.stop();
    }

    @Test
    void cachedServersAreFilteredByPermission() {
        Server web = staff.put(AServer.named("web"));
        research.put(AServer.named("sim").in(AServer.RESEARCH));
        UserId member = access.member();
        access.grant(member, AServer.STAFF, Role.VIEWER, null);
        stopWhenAllIsKnown();
        clouds.fail(AServer.CLOUD, () -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        LiveInventory restarted = inventory(Settings.HASTY);
        restarted.start();
        Receiver receiver = new Receiver();
        restarted.watch(boss, receiver::receive);
        receiver.await(view -> view.servers().size() == 2);

        assertThat(restarted.look(member).servers()).containsOnlyKeys(web.key());
        assertThat(restarted.look(access.member()).servers()).isEmpty();
        restarted.stop();
    }

    @Test
    void restartCatchesUpWithDeletedAndCreatedServers() {
        staff.put(AServer.named("web"));
        Server db = staff.put(AServer.named("db"));
        stopWhenAllIsKnown();
        staff.delete("web");
        Server ci = staff.put(AServer.named("ci"));
        long lists = staff.calls("servers");
        LiveInventory restarted = inventory(Settings.HASTY);
        restarted.start();
        Receiver receiver = new Receiver();
        restarted.watch(boss, receiver::receive);

        View view = receiver.await(v -> state(v) == Freshness.State.LIVE);

        assertThat(view.servers()).containsOnlyKeys(db.key(), ci.key());
        assertThat(staff.calls("servers")).isEqualTo(lists);
        restarted.stop();
    }

    @Test
    void cachedProjectIsDroppedByAFaultlessDiscovery() {
        Server web = staff.put(AServer.named("web"));
        Server sim = research.put(AServer.named("sim").in(AServer.RESEARCH));
        stopWhenAllIsKnown();
        clouds.remove(research);
        clouds.entryProblem("clouds.yaml: entry: password refused");
        LiveInventory restarted = inventory(Settings.HASTY);
        restarted.start();
        Receiver receiver = new Receiver();
        restarted.watch(boss, receiver::receive);
        int before = clouds.discoveries();
        receiver.awaitTrue(() -> clouds.discoveries() > before + 2);
        assertThat(restarted.find(sim.key())).as("while an entry fails").isPresent();

        clouds.entryProblem(null);

        assertThat(receiver.await(view -> view.servers().size() == 1).servers()).containsOnlyKeys(web.key());
        restarted.stop();
        assertThat(kept.read(AServer.CLOUD))
                .extracting(scope -> scope.servers().size())
                .containsExactly(1);
    }

    @Test
    void cacheOfAnUnconfiguredCloudIsDeleted() {
        staff.put(AServer.named("web"));
        stopWhenAllIsKnown();

        LiveInventory other =
                new LiveInventory(new FakeClouds(), hints, access, kept, Clock.systemUTC(), Settings.HASTY);
        other.start();
        other.stop();

        assertThat(kept.read(AServer.CLOUD)).isEmpty();
    }

    @Test
    void metricsReportTheFreshnessOfEachCloud() {
        staff.put(AServer.named("web"));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        inventory.bindTo(registry);
        assertThat(meter(registry, "age")).isNaN();
        inventory.start();
        Receiver receiver = new Receiver();
        inventory.watch(boss, receiver::receive);
        receiver.await(view -> state(view) == Freshness.State.LIVE);

        assertThat(meter(registry, "servers")).isEqualTo(1);
        assertThat(meter(registry, "age")).isBetween(0.0, 10.0);
        assertThat(meter(registry, "pace")).isBetween(0.0, 10.0);
        assertThat(meter(registry, "failures")).isZero();
        assertThat(registry.get("stackdeck.cloud.calls").functionCounter().count())
                .isPositive();

        staff.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        receiver.awaitTrue(() -> meter(registry, "failures") >= 2);
    }

    private static double meter(SimpleMeterRegistry registry, String name) {
        return registry.get("stackdeck.cloud." + name)
                .tag("cloud", AServer.CLOUD.value())
                .gauge()
                .value();
    }

    private void stopWhenAllIsKnown() {
        inventory.start();
        Receiver receiver = new Receiver();
        inventory.watch(boss, receiver::receive);
        receiver.await(view -> state(view) == Freshness.State.LIVE);
        inventory.stop();
    }

    private LiveInventory inventory(InventorySettings settings) {
        return new LiveInventory(clouds, hints, access, kept, Clock.systemUTC(), settings);
    }

    private static Freshness.State state(View view) {
        Freshness freshness = view.freshness().get(AServer.CLOUD);
        return freshness == null ? Freshness.State.LOADING : freshness.state();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects updates and waits for one that matches. */
    private static final class Receiver {

        final BlockingQueue<View> views = new LinkedBlockingQueue<>();

        void receive(View view) {
            views.add(view);
        }

        View await(Predicate<View> wanted) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (System.nanoTime() < end) {
                View view = next();
                if (view != null && wanted.test(view)) {
                    return view;
                }
            }
            throw new AssertionError("no matching update within 10 s");
        }

        /** Waits until no update was read for a fifth of a second. */
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

        private @Nullable View next() {
            try {
                return views.poll(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
