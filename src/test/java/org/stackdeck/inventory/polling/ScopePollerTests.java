package org.stackdeck.inventory.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ResponseTooLargeException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerImage;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.platform.MutableClock;

class ScopePollerTests {

    /** The local clock is months ahead of Nova's, because no result may depend on the difference. */
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T10:00:00Z"));

    private boolean notified;

    private final Queue<Runnable> lists = new ArrayDeque<>();
    private final InMemoryInventoryStore inMemoryInventoryStore = new InMemoryInventoryStore(() -> {});
    private final PollDemandTracker pollDemandTracker = new PollDemandTracker(clock, () -> {});
    private final FakeCompute nova = new FakeCompute(ServerBuilder.STAFF);
    private final PollingContext context =
            TestPollingContexts.of(inMemoryInventoryStore, pollDemandTracker, clock, () -> notified, lists::add);
    private final ScopePoller poller = new ScopePoller(nova, context, null);

    @BeforeEach
    void synchronizeClockRates() {
        nova.runWith(clock);
    }

    @Test
    void pollsAFullListThenChanges() {
        nova.put(ServerBuilder.named("web"));
        poller.poll();
        poller.poll();

        assertThat(nova.calls()).containsExactly("servers", "changesSince");
        assertThat(names()).containsExactly("web");
        assertThat(freshness().state()).isEqualTo(Freshness.State.LIVE);
    }

    @Test
    void ageOfTheServersCountsFromTheStartOfTheLastSuccessfulPoll() {
        assertThat(poller.isConfirmedWithin(Duration.ofDays(1))).isFalse();
        poller.poll();
        // Prevents the rate limit from delaying the next poll.
        clock.advance(Duration.ofMinutes(1));
        nova.duringCall(() -> clock.advance(Duration.ofSeconds(3)));

        poller.poll();

        assertThat(poller.isConfirmedWithin(Duration.ofSeconds(3))).isTrue();
        assertThat(poller.isConfirmedWithin(Duration.ofMillis(2_999))).isFalse();
        nova.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        poller.poll();
        assertThat(poller.isConfirmedWithin(Duration.ofMillis(2_999))).isFalse();
    }

    /** Without a full list, the next request for changes would cover a longer time and exceed the memory again. */
    @Test
    void changesThatExceedTheMemoryAreReplacedByAFullList() {
        nova.put(ServerBuilder.named("web"));
        poller.poll();
        nova.fail(() -> new ResponseTooLargeException("The list exceeds Stackdeck's memory"));
        poller.poll();
        assertThat(freshness().state()).isEqualTo(Freshness.State.STALE);
        nova.recover();
        nova.put(ServerBuilder.named("db"));

        poller.poll();

        assertThat(nova.calls()).containsExactly("servers", "changesSince", "servers");
        assertThat(names()).containsExactlyInAnyOrder("web", "db");
        assertThat(freshness().state()).isEqualTo(Freshness.State.LIVE);
    }

    @Test
    void hangingRequestIsReportedBeforeItsTimeout() {
        nova.put(ServerBuilder.named("web"));
        poller.poll();
        nova.duringCall(() -> {
            clock.advance(Duration.ofSeconds(9));
            poller.checkOverdue();
            assertThat(freshness().state()).isEqualTo(Freshness.State.LIVE);
            clock.advance(Duration.ofSeconds(1));
            poller.checkOverdue();
            assertThat(freshness().state()).isEqualTo(Freshness.State.STALE);
            assertThat(freshness().problem())
                    .isNotNull()
                    .extracting(Freshness.Problem::category)
                    .isEqualTo(Category.TIMEOUT);
        });

        poller.poll();

        assertThat(freshness().state()).isEqualTo(Freshness.State.LIVE);
        poller.checkOverdue();
        assertThat(freshness().state()).isEqualTo(Freshness.State.LIVE);
        nova.duringCall(() -> {
            clock.advance(Duration.ofSeconds(20));
            poller.checkOverdue();
            assertThat(freshness().state()).as("after a slow response").isEqualTo(Freshness.State.LIVE);
        });
        poller.poll();
    }

    @Test
    void manyTimelyPagesAreNotOverdue() {
        nova.put(ServerBuilder.named("a"));
        poller.poll();
        nova.setPageSize(1);
        nova.put(ServerBuilder.named("b"));
        nova.put(ServerBuilder.named("c"));
        List<Freshness.State> states = new ArrayList<>();
        nova.onRequest(() -> {
            clock.advance(Duration.ofSeconds(8));
            poller.checkOverdue();
            states.add(freshness().state());
        });

        poller.poll();

        assertThat(states).hasSizeGreaterThan(1).containsOnly(Freshness.State.LIVE);
    }

    @Test
    void nextPollFindsRenamedCreatedAndDeletedServers() {
        Server web = nova.put(ServerBuilder.named("web"));
        nova.put(ServerBuilder.named("db"));
        poller.poll();
        nova.put(ServerBuilder.like(web).name("www"));
        nova.put(ServerBuilder.named("ci"));
        nova.delete("db");

        poller.poll();

        assertThat(names()).containsExactlyInAnyOrder("www", "ci");
    }

    @Test
    void firstPageIsVisibleBeforeTheLastIsLoaded() {
        nova.put(ServerBuilder.named("a"));
        nova.put(ServerBuilder.named("b"));
        nova.setPageSize(1);
        nova.duringList(() -> {
            assertThat(names()).hasSize(1);
            assertThat(freshness().state()).isEqualTo(Freshness.State.LOADING);
            assertThat(freshness().loaded()).isEqualTo(1);
        });

        poller.poll();

        assertThat(names()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void findsAServerCreatedEarlyInALongFirstList() {
        nova.put(ServerBuilder.named("a"));
        nova.setPageSize(1);
        nova.put(ServerBuilder.named("b"));
        // The list takes six seconds. A server is created in the first second, and a server of the last page changes in
        // the last second.
        nova.duringList(() -> {
            nova.put(ServerBuilder.named("made"));
            for (int second = 0; second < 4; second++) {
                nova.advanceOneSecond();
            }
            nova.put(ServerBuilder.named("b"));
            clock.advance(Duration.ofSeconds(6));
        });
        poller.poll();
        assertThat(names()).doesNotContain("made");

        poller.poll();

        assertThat(names()).contains("made");
    }

    @Test
    void findsAChangeThatBecomesVisibleLate() {
        Server web = nova.put(ServerBuilder.named("web"));
        nova.advanceOneSecond();
        nova.put(ServerBuilder.named("db"));
        poller.poll();
        nova.putWithoutUpdate(
                ServerBuilder.like(web).name("www").updated(web.updated().plusSeconds(1)));

        poller.poll();

        assertThat(names()).contains("www");
    }

    @Test
    void failureRemovesNothingAndIsReported() {
        nova.put(ServerBuilder.named("web"));
        poller.poll();
        Instant confirmed = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        nova.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused"));

        poller.poll();

        assertThat(names()).containsExactly("web");
        assertThat(freshness().state()).isEqualTo(Freshness.State.STALE);
        assertThat(freshness().confirmedAt()).isEqualTo(confirmed);
        assertThat(freshness().problem())
                .isEqualTo(new Freshness.Problem(
                        Category.UNREACHABLE,
                        "Connection refused",
                        clock.instant(),
                        clock.instant().plusSeconds(1)));
    }

    @Test
    void partiallyFailedFirstListIsRepeated() {
        nova.put(ServerBuilder.named("a"));
        nova.put(ServerBuilder.named("b"));
        nova.setPageSize(1);
        nova.duringList(() -> nova.fail(() -> new CloudException(Category.TIMEOUT, "no answer in 30 s")));
        poller.poll();
        assertThat(freshness().state()).isEqualTo(Freshness.State.UNREACHED);
        nova.duringList(() -> {});
        nova.recover();

        poller.poll();

        assertThat(nova.calls()).containsExactly("servers", "servers");
        assertThat(names()).containsExactlyInAnyOrder("a", "b");
        assertThat(freshness().state()).isEqualTo(Freshness.State.LIVE);
    }

    @Test
    void backOffDoublesUpToFifteenSeconds() {
        pollDemandTracker.viewerOpened();
        nova.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused"));

        assertThat(waitsAfterFailures(6)).containsExactly(1L, 2L, 4L, 8L, 15L, 15L);
    }

    @Test
    void failingCloudWithoutDemandKeepsTheIdlePace() {
        nova.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused"));

        assertThat(waitsAfterFailures(3)).containsExactly(30L, 30L, 30L);
    }

    @Test
    void backOffHonorsRetryAfter() {
        pollDemandTracker.viewerOpened();
        nova.fail(() ->
                new CloudException(Category.THROTTLED, "Too many requests", 429, null, Duration.ofSeconds(90), null));

        poller.poll();

        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(90));
        assertThat(freshness().problem()).isNotNull().satisfies(problem -> {
            assertThat(problem.category()).isEqualTo(Category.THROTTLED);
            assertThat(problem.message()).isEqualTo("Too many requests");
        });
    }

    @Test
    void pollsEverySecondWithDemandAndRarelyWithout() {
        poller.poll();
        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(30));

        pollDemandTracker.extendViewing(Duration.ofSeconds(30));
        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(1));

        clock.advance(Duration.ofSeconds(31));
        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(-1));
    }

    @Test
    void pollsRarelyWithNotificationsUnlessFollowed() {
        pollDemandTracker.viewerOpened();
        poller.poll();
        notified = true;
        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(5));
        poller.poll();
        assertThat(freshness().source()).isEqualTo(Freshness.Source.NOTIFICATIONS);

        pollDemandTracker.follow(poller.key(), Duration.ofSeconds(2));
        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(1));

        clock.advance(Duration.ofSeconds(2));
        notified = false;
        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(-1));
    }

    @Test
    void immediatePollWaitsForTheBackOff() {
        pollDemandTracker.viewerOpened();
        poller.poll();
        poller.schedule().pollNow();
        assertThat(poller.schedule().dueIn()).isZero();

        nova.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        poller.poll();
        poller.schedule().pollNow();

        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void immediatePollDuringAPollCausesAnotherPoll() {
        pollDemandTracker.viewerOpened();
        poller.poll();
        nova.duringCall(poller.schedule()::pollNow);
        poller.poll();
        assertThat(poller.schedule().dueIn()).isZero();

        nova.duringCall(() -> {});
        poller.poll();
        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void earlierPollIsImmediateWhenDemandIncreases() {
        poller.poll();
        poller.schedule().pollSoon();
        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(5));

        pollDemandTracker.viewerOpened();
        assertThat(poller.schedule().dueIn()).isZero();

        poller.poll();
        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void paceDoesNotDependOnTheResponseTime() {
        pollDemandTracker.viewerOpened();
        poller.poll();
        for (int millis : new int[] {50, 300}) {
            nova.duringCall(() -> clock.advance(Duration.ofMillis(millis)));

            poller.poll();

            assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofMillis(1000 - millis));
        }
    }

    @Test
    void pollsTwiceAsOftenAfterAChange() {
        nova.put(ServerBuilder.named("db"));
        pollDemandTracker.viewerOpened();
        poller.poll();
        clock.advance(Duration.ofMinutes(1));
        poller.poll();
        assertThat(poller.schedule().dueIn()).as("without changes").isEqualTo(Duration.ofSeconds(1));

        nova.put(ServerBuilder.named("web"));
        poller.poll();
        assertThat(poller.schedule().dueIn()).as("after a change of web").isEqualTo(Duration.ofMillis(500));

        for (int i = 0; i < 2; i++) {
            clock.advance(Duration.ofSeconds(3));
            poller.poll();
        }
        assertThat(poller.schedule().dueIn()).as("without further changes").isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void changeWithoutDemandKeepsTheIdlePace() {
        nova.put(ServerBuilder.named("db"));
        poller.poll();
        nova.put(ServerBuilder.named("web"));
        poller.poll();

        assertThat(poller.schedule().dueIn()).isEqualTo(TestInventoryProperties.DEFAULTS.idlePace());
    }

    @Test
    void slowCloudIsPolledLessOften() {
        pollDemandTracker.viewerOpened();
        poller.poll();
        nova.duringCall(() -> clock.advance(Duration.ofSeconds(3)));

        poller.poll();

        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void fullListFindsChangedTagsAndAddresses() {
        Server web = nova.put(ServerBuilder.named("web"));
        pollDemandTracker.viewerOpened();
        poller.poll();
        nova.putWithoutUpdate(
                ServerBuilder.like(web).tags("blue").addresses(new ServerAddress("net", "203.0.113.9", 4, true)));

        clock.advance(Duration.ofSeconds(55));
        poller.poll();
        runLists();

        Server shown = shown(web);
        assertThat(shown.tags()).containsExactly("blue");
        assertThat(shown.addresses()).extracting(ServerAddress::ip).containsExactly("203.0.113.9");
    }

    @Test
    void quickFullListsAreRepeatedEverySecondsWhileViewed() {
        pollDemandTracker.viewerOpened();
        poller.poll();

        assertThat(listsWithin(Duration.ofSeconds(20))).isEqualTo(10);
    }

    @Test
    void fullListsTakeAtMostAQuarterOfTheTime() {
        pollDemandTracker.viewerOpened();
        nova.duringList(() -> clock.advance(Duration.ofSeconds(2)));
        poller.poll();
        listsWithin(Duration.ofSeconds(10));

        assertThat(listsWithin(Duration.ofMinutes(2))).isBetween(14L, 15L);
    }

    @Test
    void oneSlowFullListDelaysTheNextByTwiceItsDuration() {
        pollDemandTracker.viewerOpened();
        poller.poll();
        listsWithin(Duration.ofSeconds(3));
        nova.duringList(() -> clock.advance(Duration.ofSeconds(1)));
        listsWithin(Duration.ofSeconds(3));
        nova.duringList(() -> {});

        assertThat(listsWithin(Duration.ofSeconds(3))).isPositive();
    }

    @Test
    void fullListsAreSeldomWithoutViewersOrWithNotifications() {
        poller.poll();
        assertThat(listsWithin(Duration.ofMinutes(5))).isZero();

        pollDemandTracker.viewerOpened();
        notified = true;

        assertThat(listsWithin(Duration.ofMinutes(5))).isBetween(5L, 6L);
    }

    @Test
    void requestedFullListIsNotLaterThanTheRegularOneAfterASingleSlowList() {
        pollDemandTracker.viewerOpened();
        nova.duringList(() -> clock.advance(Duration.ofSeconds(2)));
        poller.poll();

        clock.advance(Duration.ofSeconds(3));
        poller.requestFullList();
        assertThat(lists).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        poller.requestFullList();
        assertThat(lists).hasSize(1);
    }

    @Test
    void requestedFullListWaitsForThreeTimesTheDurationOfASlowList() {
        nova.duringList(() -> clock.advance(Duration.ofSeconds(2)));
        poller.poll();

        clock.advance(Duration.ofSeconds(5));
        poller.requestFullList();
        assertThat(lists).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        poller.requestFullList();
        assertThat(lists).hasSize(1);
    }

    @Test
    void requestedFullListWaitsForTwiceTheDurationOfAQuickList() {
        pollDemandTracker.viewerOpened();
        nova.duringList(() -> clock.advance(Duration.ofMillis(500)));
        poller.poll();

        clock.advance(Duration.ofMillis(999));
        poller.requestFullList();
        assertThat(lists).isEmpty();

        clock.advance(Duration.ofMillis(1));
        poller.requestFullList();
        assertThat(lists).hasSize(1);
    }

    @Test
    void tagsAreOfTheLastFullList() {
        pollDemandTracker.viewerOpened();
        Instant first = clock.instant();
        poller.poll();
        assertThat(freshness().tagsConfirmedAt()).isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        poller.poll();
        assertThat(freshness().tagsConfirmedAt()).isEqualTo(first);

        notified = true;
        clock.advance(Duration.ofSeconds(1));
        poller.poll();

        assertThat(freshness().tagsConfirmedAt()).isEqualTo(clock.instant());
    }

    @Test
    void addressesAreOfTheLastFullListOrOfALaterReadOfNeutron() {
        pollDemandTracker.viewerOpened();
        Instant first = clock.instant();
        poller.poll();
        assertThat(freshness().addressesConfirmedAt()).isEqualTo(first);

        context.health()
                .updateScopes(Set.of(ScopeKey.of(nova.scope())), known -> known.addressesRead(first.minusSeconds(1)));
        assertThat(freshness().addressesConfirmedAt()).isEqualTo(first);
        context.health()
                .updateScopes(Set.of(ScopeKey.of(nova.scope())), known -> known.addressesRead(first.plusSeconds(1)));

        assertThat(freshness().addressesConfirmedAt()).isEqualTo(first.plusSeconds(1));
    }

    @Test
    void fullListRemovesAServerMissingFromChanges() {
        nova.put(ServerBuilder.named("web"));
        pollDemandTracker.viewerOpened();
        poller.poll();
        nova.removeWithoutTrace("web");
        poller.poll();
        assertThat(names()).containsExactly("web");

        clock.advance(Duration.ofSeconds(55));
        poller.poll();
        runLists();

        assertThat(names()).isEmpty();
    }

    @Test
    void failedFullListRemovesNothingAndIsRepeated() {
        nova.put(ServerBuilder.named("web"));
        pollDemandTracker.viewerOpened();
        poller.poll();
        clock.advance(Duration.ofSeconds(55));
        poller.poll();
        nova.fail(() -> new CloudException(Category.FAILED, "Gateway timeout"));
        runLists();
        nova.recover();
        assertThat(names()).containsExactly("web");

        clock.advance(Duration.ofSeconds(1));
        poller.poll();
        runLists();

        assertThat(nova.calls("servers")).isEqualTo(3);
    }

    @Test
    void onlyOneFullListRunsAtATime() {
        pollDemandTracker.viewerOpened();
        poller.poll();
        clock.advance(Duration.ofSeconds(55));
        poller.poll();
        poller.poll();

        assertThat(lists).hasSize(1);
    }

    @Test
    void aChangedNameOfAnImageIsShownWithoutAFullList() {
        Server web = nova.put(ServerBuilder.named("web").image("i1", "debian-12"));
        Server db = nova.put(ServerBuilder.named("db").bootFromVolume());
        poller.poll();
        nova.renameImage("i1", "debian-13");
        poller.poll();
        runLists();

        assertThat(shown(web).image()).isEqualTo(new ServerImage("i1", "debian-13"));
        assertThat(shown(db).image()).isNull();
        assertThat(nova.calls("servers")).isOne();

        nova.renameImage("i1", null);
        poller.poll();
        runLists();

        assertThat(shown(web).image()).isEqualTo(new ServerImage("i1", null));
    }

    /** Otherwise, an outage of Glance would remove the names of all images that are not in its last list. */
    @Test
    void aNameIsKeptUntilGlanceReturnsAnother() {
        Server web = nova.put(ServerBuilder.named("web").image("i1", "debian-12"));
        poller.poll();
        nova.setImagesUnknown(true);
        nova.renameImage("i1", "debian-13");
        poller.poll();
        runLists();
        assertThat(shown(web).image()).isEqualTo(new ServerImage("i1", "debian-12"));

        nova.setImagesUnknown(false);
        poller.poll();
        runLists();
        assertThat(shown(web).image()).isEqualTo(new ServerImage("i1", "debian-13"));
    }

    @Test
    void namesAreRequestedAgainOnceAfterAChangeBecauseAResponseWithTheEarlierNameCanBePending() {
        nova.put(ServerBuilder.named("web").image("i1", "debian-12"));
        poller.poll();
        nova.renameImage("i1", "debian-13");
        for (int poll = 0; poll < 4; poll++) {
            poller.poll();
            runLists();
        }

        assertThat(nova.calls("imageNames")).isEqualTo(2);
    }

    @Test
    void aNameThatChangesDuringAFullListIsShown() {
        Server web = nova.put(ServerBuilder.named("web").image("i1", "debian-12"));
        nova.duringList(() -> nova.renameImage("i1", "debian-13"));
        poller.poll();
        nova.duringList(() -> {});
        poller.poll();
        runLists();

        assertThat(shown(web).image()).isEqualTo(new ServerImage("i1", "debian-13"));
        assertThat(nova.calls("servers")).isOne();
    }

    @Test
    void emptyResponseDoesNotMoveTheWatermark() {
        nova.put(ServerBuilder.named("web"));
        poller.poll();
        nova.removeWithoutTrace("web");
        // Keystone's clock is an hour ahead of Nova's.
        nova.tokenIssued(ServerBuilder.CREATED.plusSeconds(3600));
        poller.poll();
        nova.put(ServerBuilder.named("db"));

        poller.poll();

        assertThat(names()).contains("db");
    }

    @Test
    void refreshRecordsTheServer() {
        Server web = nova.put(ServerBuilder.named("web"));
        poller.poll();
        nova.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));

        assertThat(poller.refresh(web.id(), true)).isTrue();

        assertThat(shown(web).status()).isEqualTo(ServerStatus.SHUTOFF);
    }

    /** Nova also returns servers of other projects to an administrator's credential. */
    @Test
    void refreshIgnoresAServerOfAnotherProject() {
        Server sim = nova.put(ServerBuilder.named("sim").project(ServerBuilder.RESEARCH));

        assertThat(poller.refresh(sim.id(), false)).isFalse();

        assertThat(names()).isEmpty();
    }

    @Test
    void refreshRemovesAMissingServer() {
        nova.put(ServerBuilder.named("web"));
        poller.poll();
        nova.removeWithoutTrace("web");

        poller.refresh(new ServerId("web"), true);

        assertThat(names()).isEmpty();
    }

    @Test
    void continuesAfterAnUnexpectedException() {
        nova.put(ServerBuilder.named("web"));
        poller.poll();
        nova.fail(() -> new IllegalStateException("secret detail"));

        poller.poll();

        assertThat(freshness().problem()).isNotNull().asString().doesNotContain("secret");
        assertThat(names()).containsExactly("web");
    }

    @Test
    void restartPollsChangesThenAFullList() {
        Server web = nova.put(ServerBuilder.named("web"));
        Server db = nova.put(ServerBuilder.named("db"));
        nova.put(ServerBuilder.named("ci"));
        pollDemandTracker.viewerOpened();
        inMemoryInventoryStore.restore(poller.key(), List.of(web, db));
        ScopePoller restarted = new ScopePoller(nova, context, db.updated());
        nova.delete("web");
        nova.putWithoutUpdate(ServerBuilder.like(db).tags("blue"));

        restarted.poll();

        assertThat(nova.calls()).containsExactly("changesSince");
        assertThat(names()).containsExactlyInAnyOrder("db", "ci");
        assertThat(lists).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        restarted.poll();
        runLists();
        assertThat(shown(db).tags()).containsExactly("blue");
    }

    @Test
    void fullListAfterARestartRemovesMissingServers() {
        Server web = nova.put(ServerBuilder.named("web"));
        Server db = nova.put(ServerBuilder.named("db"));
        nova.removeWithoutTrace("web");
        inMemoryInventoryStore.restore(poller.key(), List.of(web, db));
        ScopePoller restarted = new ScopePoller(nova, context, db.updated());
        restarted.poll();
        assertThat(names()).containsExactlyInAnyOrder("web", "db");

        clock.advance(Duration.ofSeconds(5));
        restarted.poll();
        runLists();

        assertThat(names()).containsExactly("db");
    }

    @Test
    void changeOfTheSystemTimeHasNoEffect() {
        MutableClock wall = new MutableClock(clock.instant());
        ScopePoller watched = new ScopePoller(
                nova, TestPollingContexts.of(inMemoryInventoryStore, pollDemandTracker, wall, clock, lists::add), null);
        pollDemandTracker.viewerOpened();
        nova.put(ServerBuilder.named("web"));
        watched.poll();
        for (Duration step : List.of(Duration.ofHours(-1), Duration.ofHours(1), Duration.ofMinutes(-1))) {
            clock.advance(Duration.ofSeconds(1));
            wall.advance(step);
            Server made = nova.put(ServerBuilder.named("made" + step));

            assertThat(watched.schedule().dueIn()).isLessThanOrEqualTo(Duration.ZERO);
            watched.poll();

            assertThat(inMemoryInventoryStore.snapshot().servers()).containsKey(made.key());
            assertThat(watched.schedule().dueIn()).isEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void serverWithAFutureTimeDoesNotHideLaterChanges() {
        nova.putWithoutUpdate(ServerBuilder.named("skewed").updated(nova.now().plusSeconds(3600)));
        Server web = nova.put(ServerBuilder.named("web"));
        poller.poll();
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(1));
            Server changed = nova.put(ServerBuilder.like(web).name("web" + i));

            poller.poll();

            assertThat(shown(changed)).isEqualTo(changed);
        }
    }

    @Test
    void changeByAHostWithASlowClockIsFoundInTenSeconds() {
        Server web = nova.put(ServerBuilder.named("web").updated(ServerBuilder.CREATED));
        nova.putWithoutUpdate(ServerBuilder.like(web).updated(nova.now().minusSeconds(3600)));
        poller.poll();
        nova.putWithoutUpdate(
                ServerBuilder.like(web).name("www").updated(nova.now().minusSeconds(60)));
        for (int second = 0; second < 10; second++) {
            clock.advance(Duration.ofSeconds(1));
            poller.poll();
        }

        assertThat(names()).containsExactly("www");
    }

    @Test
    void simultaneousChangesAreFoundOnce() {
        nova.setPageSize(200);
        for (int i = 0; i < 2000; i++) {
            nova.putWithoutUpdate(ServerBuilder.named("s-" + i).updated(nova.now()));
        }
        poller.poll();
        clock.advance(Duration.ofMinutes(5));
        for (int i = 0; i < 2000; i++) {
            nova.putWithoutUpdate(ServerBuilder.named("s-" + i).name("new-" + i).updated(nova.now()));
        }
        poller.poll();
        assertThat(names()).hasSize(2000).allMatch(name -> name.startsWith("new-"));
        clock.advance(Duration.ofMinutes(3));
        poller.poll();
        long before = context.rateLimiter().calls();

        clock.advance(Duration.ofSeconds(1));
        poller.poll();

        assertThat(context.rateLimiter().calls() - before).isEqualTo(1);
    }

    @Test
    void unreadablePageOfChangesIsRequestedAgain() {
        Server web = nova.put(ServerBuilder.named("web"));
        poller.poll();
        nova.put(ServerBuilder.like(web).name("www"));
        nova.duringCall(() -> {
            throw new CloudException(Category.UNINTELLIGIBLE, "Nova's answer is not JSON");
        });
        poller.poll();
        assertThat(names()).containsExactly("web");
        assertThat(freshness().state()).isEqualTo(Freshness.State.STALE);
        nova.duringCall(() -> {});

        clock.advance(Duration.ofMinutes(5));
        poller.poll();

        assertThat(names()).containsExactly("www");
    }

    @Test
    void fullListWithAnUnreadablePageRemovesNothing() {
        pollDemandTracker.viewerOpened();
        nova.put(ServerBuilder.named("a"));
        nova.put(ServerBuilder.named("b"));
        nova.setPageSize(1);
        poller.poll();
        nova.duringList(() -> nova.fail(() -> new CloudException(Category.UNINTELLIGIBLE, "not JSON")));
        clock.advance(Duration.ofSeconds(55));
        poller.poll();
        runLists();

        assertThat(names()).containsExactlyInAnyOrder("a", "b");
    }

    private List<Long> waitsAfterFailures(int count) {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            poller.poll();
            seconds.add(poller.schedule().dueIn().toSeconds());
            clock.advance(poller.schedule().dueIn());
        }
        return seconds;
    }

    /** Polls whenever a poll is due, runs the pending full lists, and returns the number of full lists. */
    private long listsWithin(Duration time) {
        long before = nova.calls("servers");
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            if (poller.schedule().dueIn().isPositive()) {
                clock.advance(poller.schedule().dueIn());
            }
            poller.poll();
            runLists();
        }
        return nova.calls("servers") - before;
    }

    private void runLists() {
        while (!lists.isEmpty()) {
            lists.remove().run();
        }
    }

    private Collection<String> names() {
        return inMemoryInventoryStore.snapshot().servers().values().stream()
                .map(Server::name)
                .toList();
    }

    private Freshness freshness() {
        return Objects.requireNonNull(
                inMemoryInventoryStore.snapshot().freshness().get(ServerBuilder.CLOUD));
    }

    private Server shown(Server server) {
        return Objects.requireNonNull(
                inMemoryInventoryStore.snapshot().servers().get(server.key()));
    }
}
