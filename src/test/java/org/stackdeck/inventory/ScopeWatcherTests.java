package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Address;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.platform.MovableClock;

class ScopeWatcherTests {

    /** The local clock differs from Nova's by a day, because nothing may depend on it. */
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-25T10:00:00Z"));

    private boolean notified;

    private final Queue<Runnable> lists = new ArrayDeque<>();
    private final Ledger ledger = new Ledger(() -> {});
    private final Attention attention = new Attention(clock, () -> {});
    private final FakeCompute nova = new FakeCompute(AServer.STAFF);
    private final WatchTools tools = Tools.of(ledger, attention, clock, () -> notified, lists::add);
    private final ScopeWatcher watcher = new ScopeWatcher(nova, tools, null);

    @BeforeEach
    void synchronizeClockRates() {
        nova.runBy(clock);
    }

    @Test
    void pollsAFullListThenChanges() {
        nova.put(AServer.named("web"));
        watcher.ask();
        watcher.ask();

        assertThat(nova.calls()).containsExactly("servers", "changesSince");
        assertThat(names()).containsExactly("web");
        assertThat(freshness().state()).isEqualTo(Freshness.State.LIVE);
    }

    @Test
    void hangingRequestIsReportedBeforeItsTimeout() {
        nova.put(AServer.named("web"));
        watcher.ask();
        nova.duringCall(() -> {
            clock.move(Duration.ofSeconds(9));
            watcher.doubt();
            assertThat(freshness().state()).isEqualTo(Freshness.State.LIVE);
            clock.move(Duration.ofSeconds(1));
            watcher.doubt();
            assertThat(freshness().state()).isEqualTo(Freshness.State.STALE);
            assertThat(freshness().problem())
                    .isNotNull()
                    .extracting(Freshness.Problem::category)
                    .isEqualTo(Category.TIMEOUT);
        });

        watcher.ask();

        assertThat(freshness().state()).isEqualTo(Freshness.State.LIVE);
        watcher.doubt();
        assertThat(freshness().state()).isEqualTo(Freshness.State.LIVE);
        nova.duringCall(() -> {
            clock.move(Duration.ofSeconds(20));
            watcher.doubt();
            assertThat(freshness().state()).as("after a slow response").isEqualTo(Freshness.State.LIVE);
        });
        watcher.ask();
    }

    @Test
    void manyTimelyPagesAreNotOverdue() {
        nova.put(AServer.named("a"));
        watcher.ask();
        nova.pagesOf(1);
        nova.put(AServer.named("b"));
        nova.put(AServer.named("c"));
        List<Freshness.State> seen = new ArrayList<>();
        nova.onRequest(() -> {
            clock.move(Duration.ofSeconds(8));
            watcher.doubt();
            seen.add(freshness().state());
        });

        watcher.ask();

        assertThat(seen).hasSizeGreaterThan(1).containsOnly(Freshness.State.LIVE);
    }

    @Test
    void nextPollFindsRenamedCreatedAndDeletedServers() {
        Server web = nova.put(AServer.named("web"));
        nova.put(AServer.named("db"));
        watcher.ask();
        nova.put(AServer.like(web).name("www"));
        nova.put(AServer.named("ci"));
        nova.delete("db");

        watcher.ask();

        assertThat(names()).containsExactlyInAnyOrder("www", "ci");
    }

    @Test
    void firstPageIsVisibleBeforeTheLastIsLoaded() {
        nova.put(AServer.named("a"));
        nova.put(AServer.named("b"));
        nova.pagesOf(1);
        nova.duringList(() -> {
            assertThat(names()).hasSize(1);
            assertThat(freshness().state()).isEqualTo(Freshness.State.LOADING);
            assertThat(freshness().loaded()).isEqualTo(1);
        });

        watcher.ask();

        assertThat(names()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void findsAServerCreatedEarlyInALongFirstList() {
        nova.put(AServer.named("a"));
        nova.pagesOf(1);
        nova.put(AServer.named("b"));
        // The list takes six seconds: a server is created in the first one, another server on the last page changes in
        // the last one.
        nova.duringList(() -> {
            nova.put(AServer.named("made"));
            for (int second = 0; second < 4; second++) {
                nova.tick();
            }
            nova.put(AServer.named("b"));
            clock.move(Duration.ofSeconds(6));
        });
        watcher.ask();
        assertThat(names()).doesNotContain("made");

        watcher.ask();

        assertThat(names()).contains("made");
    }

    @Test
    void findsAChangeThatBecomesVisibleLate() {
        Server web = nova.put(AServer.named("web"));
        nova.tick();
        nova.put(AServer.named("db"));
        watcher.ask();
        nova.putQuietly(AServer.like(web).name("www").updated(web.updated().plusSeconds(1)));

        watcher.ask();

        assertThat(names()).contains("www");
    }

    @Test
    void failureRemovesNothingAndIsReported() {
        nova.put(AServer.named("web"));
        watcher.ask();
        Instant confirmed = clock.instant();
        clock.move(Duration.ofSeconds(1));
        nova.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused"));

        watcher.ask();

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
        nova.put(AServer.named("a"));
        nova.put(AServer.named("b"));
        nova.pagesOf(1);
        nova.duringList(() -> nova.fail(() -> new CloudException(Category.TIMEOUT, "no answer in 30 s")));
        watcher.ask();
        assertThat(freshness().state()).isEqualTo(Freshness.State.UNREACHED);
        nova.duringList(() -> {});
        nova.work();

        watcher.ask();

        assertThat(nova.calls()).containsExactly("servers", "servers");
        assertThat(names()).containsExactlyInAnyOrder("a", "b");
        assertThat(freshness().state()).isEqualTo(Freshness.State.LIVE);
    }

    @Test
    void backOffDoublesUpToFifteenSeconds() {
        attention.opened();
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
        attention.opened();
        nova.fail(() ->
                new CloudException(Category.THROTTLED, "Too many requests", 429, null, Duration.ofSeconds(90), null));

        watcher.ask();

        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(90));
        assertThat(freshness().problem()).isNotNull().satisfies(problem -> {
            assertThat(problem.category()).isEqualTo(Category.THROTTLED);
            assertThat(problem.message()).isEqualTo("Too many requests");
        });
    }

    @Test
    void pollsEverySecondWithDemandAndRarelyWithout() {
        watcher.ask();
        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(30));

        attention.looked(Duration.ofSeconds(30));
        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(1));

        clock.move(Duration.ofSeconds(31));
        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(-1));
    }

    @Test
    void pollsRarelyWithNotificationsUnlessFollowed() {
        attention.opened();
        watcher.ask();
        notified = true;
        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(5));
        watcher.ask();
        assertThat(freshness().source()).isEqualTo(Freshness.Source.NOTIFICATIONS);

        attention.followed(watcher.key(), Duration.ofSeconds(2));
        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(1));

        clock.move(Duration.ofSeconds(2));
        notified = false;
        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(-1));
    }

    @Test
    void immediatePollWaitsForTheBackOff() {
        attention.opened();
        watcher.ask();
        watcher.urge();
        assertThat(watcher.dueIn()).isZero();

        nova.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused"));
        watcher.ask();
        watcher.urge();

        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void immediatePollDuringAPollCausesAnotherPoll() {
        attention.opened();
        watcher.ask();
        nova.duringCall(watcher::urge);
        watcher.ask();
        assertThat(watcher.dueIn()).isZero();

        nova.duringCall(() -> {});
        watcher.ask();
        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void earlierPollIsImmediateWhenDemandIncreases() {
        watcher.ask();
        watcher.remark();
        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(5));

        attention.opened();
        assertThat(watcher.dueIn()).isZero();

        watcher.ask();
        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void paceDoesNotDependOnTheResponseTime() {
        attention.opened();
        watcher.ask();
        for (int millis : new int[] {50, 300}) {
            nova.duringCall(() -> clock.move(Duration.ofMillis(millis)));

            watcher.ask();

            assertThat(watcher.dueIn()).isEqualTo(Duration.ofMillis(1000 - millis));
        }
    }

    @Test
    void pollsTwiceAsOftenAfterAChange() {
        nova.put(AServer.named("db"));
        attention.opened();
        watcher.ask();
        clock.move(Duration.ofMinutes(1));
        watcher.ask();
        assertThat(watcher.dueIn()).as("without changes").isEqualTo(Duration.ofSeconds(1));

        nova.put(AServer.named("web"));
        watcher.ask();
        assertThat(watcher.dueIn()).as("after a change of web").isEqualTo(Duration.ofMillis(500));

        for (int i = 0; i < 2; i++) {
            clock.move(Duration.ofSeconds(3));
            watcher.ask();
        }
        assertThat(watcher.dueIn()).as("without further changes").isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void changeWithoutDemandKeepsTheIdlePace() {
        nova.put(AServer.named("db"));
        watcher.ask();
        nova.put(AServer.named("web"));
        watcher.ask();

        assertThat(watcher.dueIn()).isEqualTo(Settings.DEFAULTS.idlePace());
    }

    @Test
    void slowCloudIsPolledLessOften() {
        attention.opened();
        watcher.ask();
        nova.duringCall(() -> clock.move(Duration.ofSeconds(3)));

        watcher.ask();

        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void fullListFindsChangedTagsAndAddresses() {
        Server web = nova.put(AServer.named("web"));
        attention.opened();
        watcher.ask();
        nova.putQuietly(AServer.like(web).tags("blue").addresses(new Address("net", "203.0.113.9", 4, true)));

        clock.move(Duration.ofSeconds(55));
        watcher.ask();
        runLists();

        Server shown = shown(web);
        assertThat(shown.tags()).containsExactly("blue");
        assertThat(shown.addresses()).extracting(Address::ip).containsExactly("203.0.113.9");
    }

    @Test
    void fullListRemovesAServerMissingFromChanges() {
        nova.put(AServer.named("web"));
        attention.opened();
        watcher.ask();
        nova.vanish("web");
        watcher.ask();
        assertThat(names()).containsExactly("web");

        clock.move(Duration.ofSeconds(55));
        watcher.ask();
        runLists();

        assertThat(names()).isEmpty();
    }

    @Test
    void failedFullListRemovesNothingAndIsRepeated() {
        nova.put(AServer.named("web"));
        attention.opened();
        watcher.ask();
        clock.move(Duration.ofSeconds(55));
        watcher.ask();
        nova.fail(() -> new CloudException(Category.FAILED, "Gateway timeout"));
        runLists();
        nova.work();
        assertThat(names()).containsExactly("web");

        clock.move(Duration.ofSeconds(1));
        watcher.ask();
        runLists();

        assertThat(nova.calls("servers")).isEqualTo(3);
    }

    @Test
    void onlyOneFullListRunsAtATime() {
        attention.opened();
        watcher.ask();
        clock.move(Duration.ofSeconds(55));
        watcher.ask();
        watcher.ask();

        assertThat(lists).hasSize(1);
    }

    @Test
    void lateUpdateCausesAnotherFullList() {
        attention.opened();
        nova.duringList(nova::learnLate);
        watcher.ask();
        nova.duringList(() -> {});
        watcher.ask();
        runLists();
        watcher.ask();
        runLists();

        assertThat(nova.calls("servers")).isEqualTo(2);
    }

    @Test
    void emptyResponseDoesNotMoveTheWatermark() {
        nova.put(AServer.named("web"));
        watcher.ask();
        nova.vanish("web");
        // Keystone's clock is an hour ahead of Nova's.
        nova.tokenIssued(AServer.MADE.plusSeconds(3600));
        watcher.ask();
        nova.put(AServer.named("db"));

        watcher.ask();

        assertThat(names()).contains("db");
    }

    @Test
    void refreshRecordsTheServer() {
        Server web = nova.put(AServer.named("web"));
        watcher.ask();
        nova.put(AServer.like(web).status(ServerStatus.SHUTOFF));

        assertThat(watcher.ask(web.id(), true)).isTrue();

        assertThat(shown(web).status()).isEqualTo(ServerStatus.SHUTOFF);
    }

    @Test
    void refreshRemovesAMissingServer() {
        nova.put(AServer.named("web"));
        watcher.ask();
        nova.vanish("web");

        watcher.ask(new ServerId("web"), true);

        assertThat(names()).isEmpty();
    }

    @Test
    void continuesAfterAnUnexpectedException() {
        nova.put(AServer.named("web"));
        watcher.ask();
        nova.fail(() -> new IllegalStateException("secret detail"));

        watcher.ask();

        assertThat(freshness().problem()).isNotNull().asString().doesNotContain("secret");
        assertThat(names()).containsExactly("web");
    }

    @Test
    void restartPollsChangesThenAFullList() {
        Server web = nova.put(AServer.named("web"));
        Server db = nova.put(AServer.named("db"));
        nova.put(AServer.named("ci"));
        attention.opened();
        ledger.restore(watcher.key(), List.of(web, db));
        ScopeWatcher restarted = new ScopeWatcher(nova, tools, db.updated());
        nova.delete("web");
        nova.putQuietly(AServer.like(db).tags("blue"));

        restarted.ask();

        assertThat(nova.calls()).containsExactly("changesSince");
        assertThat(names()).containsExactlyInAnyOrder("db", "ci");
        assertThat(lists).isEmpty();
        clock.move(Duration.ofSeconds(5));
        restarted.ask();
        runLists();
        assertThat(shown(db).tags()).containsExactly("blue");
    }

    @Test
    void fullListAfterARestartRemovesMissingServers() {
        Server web = nova.put(AServer.named("web"));
        Server db = nova.put(AServer.named("db"));
        nova.vanish("web");
        ledger.restore(watcher.key(), List.of(web, db));
        ScopeWatcher restarted = new ScopeWatcher(nova, tools, db.updated());
        restarted.ask();
        assertThat(names()).containsExactlyInAnyOrder("web", "db");

        clock.move(Duration.ofSeconds(5));
        restarted.ask();
        runLists();

        assertThat(names()).containsExactly("db");
    }

    @Test
    void changeOfTheSystemTimeHasNoEffect() {
        MovableClock wall = new MovableClock(clock.instant());
        ScopeWatcher watched = new ScopeWatcher(nova, Tools.of(ledger, attention, wall, clock, lists::add), null);
        attention.opened();
        nova.put(AServer.named("web"));
        watched.ask();
        for (Duration step : List.of(Duration.ofHours(-1), Duration.ofHours(1), Duration.ofMinutes(-1))) {
            clock.move(Duration.ofSeconds(1));
            wall.move(step);
            Server made = nova.put(AServer.named("made" + step));

            assertThat(watched.dueIn()).isLessThanOrEqualTo(Duration.ZERO);
            watched.ask();

            assertThat(ledger.snapshot().servers()).containsKey(made.key());
            assertThat(watched.dueIn()).isEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void serverWithAFutureTimeDoesNotHideLaterChanges() {
        nova.putQuietly(AServer.named("skewed").updated(nova.now().plusSeconds(3600)));
        Server web = nova.put(AServer.named("web"));
        watcher.ask();
        for (int i = 0; i < 5; i++) {
            clock.move(Duration.ofSeconds(1));
            Server changed = nova.put(AServer.like(web).name("web" + i));

            watcher.ask();

            assertThat(shown(changed)).isEqualTo(changed);
        }
    }

    @Test
    void changeByAHostWithASlowClockIsFoundInTenSeconds() {
        Server web = nova.put(AServer.named("web").updated(AServer.MADE));
        nova.putQuietly(AServer.like(web).updated(nova.now().minusSeconds(3600)));
        watcher.ask();
        nova.putQuietly(AServer.like(web).name("www").updated(nova.now().minusSeconds(60)));
        for (int second = 0; second < 10; second++) {
            clock.move(Duration.ofSeconds(1));
            watcher.ask();
        }

        assertThat(names()).containsExactly("www");
    }

    @Test
    void simultaneousChangesAreFoundOnce() {
        nova.pagesOf(200);
        for (int i = 0; i < 2000; i++) {
            nova.putQuietly(AServer.named("s-" + i).updated(nova.now()));
        }
        watcher.ask();
        clock.move(Duration.ofMinutes(5));
        for (int i = 0; i < 2000; i++) {
            nova.putQuietly(AServer.named("s-" + i).name("new-" + i).updated(nova.now()));
        }
        watcher.ask();
        assertThat(names()).hasSize(2000).allMatch(name -> name.startsWith("new-"));
        clock.move(Duration.ofMinutes(3));
        watcher.ask();
        long before = tools.budget().calls();

        clock.move(Duration.ofSeconds(1));
        watcher.ask();

        assertThat(tools.budget().calls() - before).isEqualTo(1);
    }

    @Test
    void unreadablePageOfChangesIsRequestedAgain() {
        Server web = nova.put(AServer.named("web"));
        watcher.ask();
        nova.put(AServer.like(web).name("www"));
        nova.duringCall(() -> {
            throw new CloudException(Category.UNINTELLIGIBLE, "Nova's answer is not JSON");
        });
        watcher.ask();
        assertThat(names()).containsExactly("web");
        assertThat(freshness().state()).isEqualTo(Freshness.State.STALE);
        nova.duringCall(() -> {});

        clock.move(Duration.ofMinutes(5));
        watcher.ask();

        assertThat(names()).containsExactly("www");
    }

    @Test
    void fullListWithAnUnreadablePageRemovesNothing() {
        attention.opened();
        nova.put(AServer.named("a"));
        nova.put(AServer.named("b"));
        nova.pagesOf(1);
        watcher.ask();
        nova.duringList(() -> nova.fail(() -> new CloudException(Category.UNINTELLIGIBLE, "not JSON")));
        clock.move(Duration.ofSeconds(55));
        watcher.ask();
        runLists();

        assertThat(names()).containsExactlyInAnyOrder("a", "b");
    }

    private List<Long> waitsAfterFailures(int count) {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            watcher.ask();
            seconds.add(watcher.dueIn().toSeconds());
            clock.move(watcher.dueIn());
        }
        return seconds;
    }

    private void runLists() {
        while (!lists.isEmpty()) {
            lists.remove().run();
        }
    }

    private Collection<String> names() {
        return ledger.snapshot().servers().values().stream().map(Server::name).toList();
    }

    private Freshness freshness() {
        return Objects.requireNonNull(ledger.snapshot().freshness().get(AServer.CLOUD));
    }

    private Server shown(Server server) {
        return Objects.requireNonNull(ledger.snapshot().servers().get(server.key()));
    }
}
