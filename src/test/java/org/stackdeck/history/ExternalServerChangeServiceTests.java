package org.stackdeck.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.Subscription;

@DatabaseTest
@Import({
    JdbcServerChangeRepository.class,
    ExternalServerChangeCache.class,
    ExternalServerChangeService.class,
    HistoryTestConfiguration.class
})
@DirtiesContext
class ExternalServerChangeServiceTests {

    @Autowired
    private JdbcServerChangeRepository store;

    @Autowired
    private ExternalServerChangeCache cache;

    @Autowired
    private ExternalServerChangeService changes;

    @Autowired
    private FakeInventory inventory;

    @Autowired
    private FakeAccessDecisionService access;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient database;

    private final Server web = ServerBuilder.named("web").tags("shop").build();
    private final Server batch =
            ServerBuilder.named("batch").project(ServerBuilder.RESEARCH).build();

    @BeforeEach
    void forgetEarlierChanges() {
        clock.advance(Duration.ofDays(2));
        inventory.removeAll();
        inventory.put(web, batch);
        cache.invalidate();
    }

    /** Another node can store a change between the two queries of the cache. */
    @Test
    void changesAfterTheUpperNumberAreNotLoaded() {
        ServerChange first = store.addMissing(List.of(stopped(web))).getFirst();
        ServerChange second = store.addMissing(List.of(stopped(batch))).getFirst();
        Instant since = clock.instant().minusSeconds(1);

        assertThat(store.findOutside(first.number() - 1, first.number(), since, 10))
                .extracting(ServerChange::number)
                .containsExactly(first.number());
        assertThat(store.findOutside(first.number(), second.number(), since, 10))
                .extracting(ServerChange::number)
                .containsExactly(second.number());
    }

    @Test
    void changeThatSeveralNodesDetectIsStoredOnce() throws Exception {
        List<Callable<List<ServerChange>>> nodes = Stream.generate(
                        () -> (Callable<List<ServerChange>>) () -> store.addMissing(List.of(stopped(web))))
                .limit(4)
                .toList();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            int added = 0;
            for (Future<List<ServerChange>> node : executor.invokeAll(nodes)) {
                added += node.get().size();
            }
            assertThat(added).isEqualTo(1);
        }
    }

    @Test
    void changeThatANodeDetectsLateIsNotStoredAgainButALaterChangeIs() {
        assertThat(add(stopped(web))).hasSize(1);
        clock.advance(Duration.ofHours(1));
        assertThat(add(stopped(web))).isEmpty();

        Server stoppedAgain =
                ServerBuilder.like(web).updated(web.updated().plusSeconds(9)).build();
        assertThat(add(stopped(stoppedAgain))).hasSize(1);
        assertThat(add(new DetectedServerChange(web, ServerChangeKind.STARTED, false)))
                .hasSize(1);
        assertThat(add(stopped(stoppedAgain))).hasSize(1);
    }

    @Test
    void aRestoredServerCanBeDeletedAgainButIsCreatedOnlyOnce() {
        assertThat(add(new DetectedServerChange(web, ServerChangeKind.CREATED, false)))
                .hasSize(1);
        clock.advance(Duration.ofHours(1));
        Server later =
                ServerBuilder.like(web).updated(web.updated().plusSeconds(9)).build();
        assertThat(add(new DetectedServerChange(later, ServerChangeKind.CREATED, false)))
                .isEmpty();

        assertThat(add(new DetectedServerChange(web, ServerChangeKind.DELETED, false)))
                .hasSize(1);
        clock.advance(Duration.ofHours(1));
        assertThat(add(new DetectedServerChange(web, ServerChangeKind.DELETED, false)))
                .as("detected late")
                .isEmpty();
        assertThat(add(new DetectedServerChange(later, ServerChangeKind.DELETED, false)))
                .hasSize(1);
    }

    @Test
    void listHasOnlyChangesOutsideStackdeckOfTheLastDayNewestFirst() {
        add(new DetectedServerChange(batch, ServerChangeKind.RESIZED, false));
        clock.advance(Duration.ofHours(2));
        add(stopped(web));
        add(new DetectedServerChange(batch, ServerChangeKind.STOPPED, true));
        add(new DetectedServerChange(batch, ServerChangeKind.RENAMED, false));
        UserId boss = access.administrator();

        assertThat(changes.listLastDay(boss))
                .extracting(ServerChange::kind)
                .containsExactly(ServerChangeKind.RENAMED, ServerChangeKind.STOPPED, ServerChangeKind.RESIZED);

        clock.advance(Duration.ofHours(23));
        cache.invalidate();
        assertThat(changes.listLastDay(boss))
                .extracting(ServerChange::kind)
                .containsExactly(ServerChangeKind.RENAMED, ServerChangeKind.STOPPED);
    }

    @Test
    void userSeesChangesOfVisibleServersOnly() {
        add(stopped(web), stopped(batch));
        UserId mia = access.member();
        assertThat(changes.listLastDay(mia)).isEmpty();

        access.grant(mia, ServerBuilder.RESEARCH, Role.VIEWER, null);
        assertThat(changes.listLastDay(mia)).extracting(ServerChange::key).containsExactly(batch.key());
        inventory.remove(batch.key());
        assertThat(changes.listLastDay(mia)).extracting(ServerChange::key).containsExactly(batch.key());

        access.revokeAll(mia);
        assertThat(changes.listLastDay(mia)).isEmpty();
    }

    @Test
    void grantByTagDoesNotShowADeletedServer() {
        add(stopped(web));
        UserId mia = access.member();
        access.grant(mia, ServerBuilder.STAFF, new ResourceSelector.ByTag("shop"), Role.VIEWER);
        assertThat(changes.listLastDay(mia)).hasSize(1);

        inventory.remove(web.key());
        assertThat(changes.listLastDay(mia)).isEmpty();
    }

    @Test
    void subscriberIsNotifiedOfAChange() {
        AtomicInteger calls = new AtomicInteger();
        try (Subscription _ = changes.subscribe(calls::incrementAndGet)) {
            await().until(() -> calls.get() == 1);
            add(stopped(web));
            await().until(() -> calls.get() == 2);
        }
    }

    @Test
    void rowsAreDeletedAfterADay() {
        add(stopped(web));
        clock.advance(Duration.ofHours(25));
        add(stopped(batch));

        assertThat(database.sql("select server_id from server_changes")
                        .query(String.class)
                        .list())
                .containsExactly("batch");
    }

    private List<ServerChange> add(DetectedServerChange... detected) {
        List<ServerChange> added = store.addMissing(List.of(detected));
        cache.onChange();
        return added;
    }

    private static DetectedServerChange stopped(Server server) {
        return new DetectedServerChange(
                ServerBuilder.like(server).status(ServerStatus.SHUTOFF).build(), ServerChangeKind.STOPPED, false);
    }
}
