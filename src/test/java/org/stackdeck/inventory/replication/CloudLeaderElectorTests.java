package org.stackdeck.inventory.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.RandomServers;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.platform.MutableClock;

/** Tests two nodes that share a cloud. The nodes and the database share a clock that only the tests advance. */
class CloudLeaderElectorTests {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-12-01T10:00:00Z"));
    private final FakePollingLeaseRepository repository = new FakePollingLeaseRepository(clock);
    private final TestNode first = new TestNode(repository, clock);
    private final TestNode second = new TestNode(repository, clock);
    private final Server web = ServerBuilder.named("web").build();
    private final Server database = ServerBuilder.named("database").build();

    @BeforeEach
    void start() {
        first.cloud().update();
        first.cloud().update();
        second.cloud().update();
    }

    @Test
    void oneNodePollsAndTheOtherShowsItsServers() {
        assertThat(first.polls()).isTrue();
        assertThat(second.polls()).isFalse();

        first.poll(web);
        passOn();

        assertThat(second.servers()).containsExactly(web);
        assertThat(second.freshness()).isEqualTo(first.freshness());
    }

    @Test
    void changesAndDeletionsReachTheOtherNode() {
        first.poll(web, database);
        passOn();
        Server off = changed(web, ServerStatus.SHUTOFF, 5);

        first.poll(off);
        first.delete(database.key());
        passOn();

        assertThat(second.servers()).containsExactly(off);
    }

    @Test
    void unchangedStateIsNotPublished() {
        first.poll(web);
        passOn();
        int before = repository.publications();

        passOn();
        passOn();

        assertThat(repository.publications()).isEqualTo(before);
    }

    @Test
    void nodeThatStartsLaterLoadsTheCompleteState() {
        first.poll(web);
        passOn();
        first.poll(database);
        passOn();
        TestNode third = new TestNode(repository, clock);

        third.cloud().update();

        assertThat(third.servers()).containsExactlyInAnyOrder(web, database);
        assertThat(third.polls()).isFalse();
    }

    @Test
    void nodeThatMissedACompleteStateLoadsTheNextOne() {
        first.poll(database);
        passOn();
        first.delete(database.key());
        for (int i = 0; i <= InventoryChangeDetector.MAX_CHANGES; i++) {
            clock.advance(Duration.ofMillis(100));
            first.poll(web);
            first.cloud().update();
            first.cloud().publish();
        }
        assertThat(repository.storedChanges(TestNode.LEASE)).isLessThan(InventoryChangeDetector.MAX_CHANGES);

        second.cloud().update();

        assertThat(second.servers()).containsExactly(web);
    }

    @Test
    void changesThatWereDeletedAfterTheLeaseWasReadAreLoadedWithTheNextRead() {
        first.poll(web);
        first.cloud().publish();
        PollingLease outdated = repository.find(TestNode.LEASE).orElseThrow();
        String author = Objects.requireNonNull(outdated.node());
        repository.publish(
                TestNode.LEASE,
                author,
                outdated.term(),
                List.of(new InventoryChange(true, emptyState(), List.of(), List.of()).serialize()),
                true,
                () -> Duration.ZERO);

        repository.findOnce(outdated);
        second.cloud().update();
        assertThat(second.servers()).isEmpty();
        assertThat(second.polls()).isFalse();

        first.poll(database);
        first.cloud().publish();
        second.cloud().update();
        assertThat(second.servers()).contains(database);
    }

    @Test
    void largeStatesArePublishedInPartsAndAppliedAtOnce() {
        Server[] many = IntStream.range(0, 2 * InventoryChangeDetector.MAX_PART_SERVERS + 1)
                .mapToObj(number -> ServerBuilder.named("web-" + number).build())
                .toArray(Server[]::new);
        first.poll(many);
        passOn();

        assertThat(repository.storedChanges(TestNode.LEASE)).isGreaterThanOrEqualTo(3);
        assertThat(second.servers()).containsExactlyInAnyOrder(many);
    }

    @Test
    void everyFieldOfAServerIsPassedOn() {
        List<Server> random =
                IntStream.range(0, 300).mapToObj(RandomServers::withSeed).toList();

        InventoryChange change = new InventoryChange(true, emptyState(), random, List.of(web.id()));

        assertThat(InventoryChange.parse(change.serialize())).isEqualTo(change);
    }

    @Test
    void deathOfThePollingNodeIsNoticedWithinFiveSeconds() {
        first.poll(web);
        passOn();
        Instant death = clock.instant();

        while (!second.polls()) {
            clock.advance(INTERVAL);
            second.cloud().update();
            second.cloud().checkTimes();
        }

        assertThat(Duration.between(death, clock.instant())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
        assertThat(second.servers()).containsExactly(web);
        assertThat(Objects.requireNonNull(second.startedWith().get(TestNode.STAFF))
                        .watermark())
                .isEqualTo(ServerBuilder.CREATED);
        assertThat(second.startedOutdated()).isFalse();
    }

    @Test
    void nodeThatCannotRenewPublishesNothingBeforeAnotherCanPoll() {
        first.poll(web);
        passOn();
        clock.advance(CloudLeaderElector.MAX_WITHOUT_RENEWAL);
        first.poll(database);
        int before = repository.publications();

        first.cloud().publish();
        second.cloud().update();

        assertThat(repository.publications()).isEqualTo(before);
        assertThat(second.polls()).isFalse();
    }

    @Test
    void nodeWhoseLeaseWasAcquiredByAnotherStopsPollingAndShowsItsServers() {
        first.poll(web, database);
        passOn();
        clock.advance(Duration.ofSeconds(4).plusMillis(1));
        second.cloud().update();
        second.delete(database.key());
        second.poll(web);
        first.poll(database);

        first.cloud().publish();
        second.cloud().publish();
        first.cloud().update();

        assertThat(first.polls()).isFalse();
        assertThat(first.servers()).containsExactly(web);
        assertThat(second.servers()).containsExactly(web);
    }

    @Test
    void responseThatArrivesAfterTheEndOfPollingIsCorrectedByTheNextCompleteState() {
        first.poll(web);
        passOn();
        clock.advance(Duration.ofSeconds(4).plusMillis(1));
        second.cloud().update();
        second.poll(web);
        second.cloud().publish();
        first.cloud().update();
        first.store().recordServers(TestNode.STAFF, 1, List.of(database));
        assertThat(first.servers()).containsExactlyInAnyOrder(web, database);

        for (int i = 0; i <= InventoryChangeDetector.MAX_CHANGES; i++) {
            clock.advance(Duration.ofMillis(100));
            second.poll(web);
            second.cloud().update();
            second.cloud().publish();
            first.cloud().update();
        }

        assertThat(first.servers()).containsExactly(web);
    }

    @Test
    void renewedLeaseIsKept() {
        for (int i = 0; i < 100; i++) {
            clock.advance(INTERVAL);
            first.cloud().update();
            second.cloud().update();
            first.cloud().checkTimes();
            second.cloud().checkTimes();
        }

        assertThat(first.polls()).isTrue();
        assertThat(second.polls()).isFalse();
    }

    @Test
    void releasedLeaseIsAcquiredAtOnce() {
        first.cloud().close(false);

        second.cloud().update();

        assertThat(second.polls()).isTrue();
    }

    @Test
    void stateOfARemovedCloudIsNotLoaded() {
        first.poll(web);
        passOn();
        first.cloud().close(true);
        TestNode third = new TestNode(repository, clock);

        third.cloud().update();

        assertThat(third.servers()).isEmpty();
        assertThat(third.startedWith()).isEmpty();
        third.poll(database);
        third.cloud().publish();
        second.cloud().update();
        assertThat(second.servers()).containsExactly(database);
    }

    @Test
    void nodesWithoutTheDatabasePollThemselvesUntilItReturns() {
        first.poll(web);
        passOn();
        repository.setAvailable(false);
        for (int i = 0; i < 21; i++) {
            clock.advance(INTERVAL);
            for (TestNode node : List.of(first, second)) {
                assertThatThrownBy(node.cloud()::update).isInstanceOf(IllegalStateException.class);
                node.cloud().checkTimes();
                node.cloud().publish();
            }
        }
        assertThat(first.polls()).isTrue();
        assertThat(second.polls()).isTrue();
        second.poll(database);
        repository.setAvailable(true);

        first.cloud().update();
        second.cloud().update();
        assertThat(second.servers())
                .as("not the servers that were published before the outage")
                .containsExactlyInAnyOrder(web, database);
        first.poll(web);
        first.cloud().publish();
        second.cloud().update();

        assertThat(first.polls()).isTrue();
        assertThat(second.polls()).isFalse();
        assertThat(second.servers()).containsExactly(web);
    }

    @Test
    void unreadableChangesMakeANodePollItself() {
        first.poll(web);
        first.cloud().publish();
        for (int i = 0; i < 42; i++) {
            clock.advance(INTERVAL);
            first.cloud().update();
            publishUnreadableChange();
            assertThatThrownBy(second.cloud()::update).isInstanceOf(RuntimeException.class);
            second.cloud().checkTimes();
            assertThat(second.polls()).as("in round %d", i).isEqualTo(i >= 20);
        }
    }

    @Test
    void holderThatCannotStoreChangesLosesTheLease() {
        first.poll(web);
        passOn();
        repository.loseResponses(true);

        for (int i = 0; i < 80 && !second.polls(); i++) {
            clock.advance(INTERVAL);
            first.poll(web);
            first.cloud().update();
            var _ = catchThrowable(first.cloud()::publish);
            first.cloud().checkTimes();
            second.cloud().update();
            second.cloud().checkTimes();
        }

        assertThat(second.polls()).isTrue();
        assertThat(repository.find(TestNode.LEASE).orElseThrow().term()).isEqualTo(2);
    }

    private void publishUnreadableChange() {
        PollingLease lease = repository.find(TestNode.LEASE).orElseThrow();
        repository.publish(
                TestNode.LEASE,
                Objects.requireNonNull(lease.node()),
                lease.term(),
                List.of("AAAA"),
                false,
                () -> Duration.ZERO);
    }

    @Test
    void publicationWithoutAResponseIsFollowedByACompleteState() {
        first.poll(web, database);
        passOn();
        first.delete(database.key());
        repository.loseResponses(true);
        assertThatThrownBy(first.cloud()::publish).isInstanceOf(IllegalStateException.class);
        repository.loseResponses(false);
        clock.advance(Duration.ofSeconds(1));

        first.poll(web);
        passOn();

        assertThat(second.servers()).containsExactly(web);
        assertThat(repository.storedChanges(TestNode.LEASE)).isEqualTo(1);
    }

    @Test
    void oldStateIsShownAsOutdatedByTheNodeThatContinuesWithIt() {
        first.poll(web);
        passOn();
        clock.advance(Duration.ofHours(1));

        second.cloud().update();

        assertThat(second.polls()).isTrue();
        assertThat(second.startedOutdated()).isTrue();
        assertThat(second.startedWith()).containsOnlyKeys(TestNode.STAFF);
    }

    @Test
    void stateThatIsOlderThanADayIsNotContinued() {
        first.poll(web);
        passOn();
        clock.advance(Duration.ofDays(1));

        second.cloud().update();

        assertThat(second.startedWith()).isEmpty();
    }

    @Test
    void startOfAPollOnTheOtherNodeIsNotTooLate() {
        first.poll(web);
        Instant began = clock.instant();
        clock.advance(Duration.ofMillis(80));
        first.cloud().publish();
        clock.advance(Duration.ofMillis(250));

        second.cloud().update();

        assertThat(second.otherPolls().get(TestNode.STAFF)).isEqualTo(began);
    }

    @Test
    void serverThatWasReadOnThisNodeIsNotReplacedByAnOlderPublishedState() {
        first.poll(web);
        passOn();
        Server off = changed(web, ServerStatus.SHUTOFF, 5);
        Server stopping = changed(web, ServerStatus.ACTIVE, 4);
        first.poll(stopping);

        readOn(second, web.key(), () -> off);
        passOn();

        assertThat(second.servers()).containsExactly(off);
    }

    @Test
    void publishedStateThatArrivesDuringAReadDoesNotReplaceItsResult() {
        first.poll(web);
        passOn();
        Server off = changed(web, ServerStatus.SHUTOFF, 5);
        first.poll(changed(web, ServerStatus.ACTIVE, 5));

        readOn(second, web.key(), () -> {
            passOn();
            return off;
        });

        assertThat(second.servers()).containsExactly(off);
    }

    @Test
    void laterPublishedStateReplacesAServerThatWasReadOnThisNode() {
        first.poll(web);
        passOn();
        readOn(second, web.key(), () -> changed(web, ServerStatus.SHUTOFF, 5));
        Server started = changed(web, ServerStatus.ACTIVE, 7);

        first.poll(started);
        passOn();

        assertThat(second.servers()).containsExactly(started);
    }

    @Test
    void publishedStateAppliesAfterAPollThatBeganAfterTheRead() {
        first.poll(web);
        passOn();
        // Both have the same modification time, because Nova does not update it when tags change.
        Server tagged = ServerBuilder.like(web).tags("blue").build();
        Server retagged = ServerBuilder.like(web).tags("green").build();
        readOn(second, web.key(), () -> tagged);
        first.poll(retagged);
        passOn();
        assertThat(second.servers()).containsExactly(tagged);

        for (Duration waited = Duration.ZERO;
                waited.compareTo(InventoryReplica.MIN_READ_VALIDITY) <= 0;
                waited = waited.plus(Duration.ofSeconds(1))) {
            clock.advance(Duration.ofSeconds(1));
            first.cloud().update();
            first.poll(retagged);
            passOn();
        }

        assertThat(second.servers()).containsExactly(retagged);
    }

    @Test
    void serverThatOnlyThisNodeHasReadIsKeptUntilALaterPoll() {
        first.poll(web);
        passOn();
        readOn(second, database.key(), () -> database);
        first.poll(web);
        passOn();
        assertThat(second.servers()).containsExactlyInAnyOrder(web, database);

        for (int i = 0; i < 7; i++) {
            clock.advance(Duration.ofSeconds(1));
            first.cloud().update();
            first.poll(web);
            passOn();
        }

        assertThat(second.servers()).isEqualTo(Set.of(web));
    }

    /** Publishes the changes of the first node and reads them on the second. */
    private void passOn() {
        first.cloud().publish();
        second.cloud().update();
    }

    private static void readOn(TestNode node, ServerKey key, Supplier<Server> cloud) {
        node.cloud().read(key, () -> {
            long asked = node.store().nextTick();
            node.store().recordServers(TestNode.STAFF, asked, List.of(cloud.get()));
        });
    }

    private static Server changed(Server server, ServerStatus status, int seconds) {
        return ServerBuilder.like(server)
                .status(status)
                .updated(ServerBuilder.CREATED.plusSeconds(seconds))
                .build();
    }

    private static PublishedCloudHealth emptyState() {
        MutableClock clock = new MutableClock(Instant.EPOCH);
        TestNode node = new TestNode(new FakePollingLeaseRepository(clock), clock);
        return new PublishedCloudHealth(
                Objects.requireNonNull(node.store().state().health().get(ServerBuilder.CLOUD))
                        .discovery(),
                List.of());
    }
}
