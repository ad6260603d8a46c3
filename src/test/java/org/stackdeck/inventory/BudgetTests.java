package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.platform.MovableClock;

/**
 * One cloud with forty projects and no administrator's credential, over simulated minutes. The rate limit is four
 * requests per second.
 */
class BudgetTests {

    private static final int PROJECTS = 40;
    private static final Instant BEGIN = Instant.parse("2026-11-25T10:00:00Z");

    private final MovableClock clock = new MovableClock(BEGIN);
    private final Deque<Runnable> lists = new ArrayDeque<>();
    private final Ledger ledger = new Ledger(() -> {});
    private final Attention attention = new Attention(clock, () -> {});
    private final List<Instant> requests = new ArrayList<>();
    private final WatchTools tools = WatchTools.of(
            AServer.CLOUD,
            ledger,
            attention,
            new Pace(Settings.DEFAULTS, () -> 0.5),
            new Budget(Settings.DEFAULTS.callsPerSecond(), clock, clock::move),
            clock,
            clock,
            () -> false,
            lists::add);
    private final List<FakeCompute> novas = IntStream.range(0, PROJECTS)
            .mapToObj(i -> nova(new Project(AServer.CLOUD, new ProjectId("p-" + i), "p-" + i)))
            .toList();
    private final List<ScopeWatcher> watchers = new ArrayList<>();

    @Test
    void thirtyFollowedOfFortyProjectsKeepTheRateLimit() {
        startAll();
        attention.opened();
        run(Duration.ofMinutes(2));
        List<Long> before = questions();
        IntStream.range(0, 30).forEach(i -> attention.followed(watchers.get(i).key(), Duration.ofMinutes(10)));

        run(Duration.ofMinutes(5));

        assertWithinBudget();
        List<Long> after = questions();
        List<Long> asked = IntStream.range(0, PROJECTS)
                .mapToObj(i -> after.get(i) - before.get(i))
                .toList();
        assertThat(asked.subList(0, 30)).as("polls in five minutes").allMatch(count -> count >= 22);
        assertThat(asked.subList(30, PROJECTS)).as("polls in five minutes").allMatch(count -> count >= 7);
    }

    @Test
    void oneFollowedProjectOfFortyIsPolledEverySecond() {
        startAll();
        attention.opened();
        run(Duration.ofMinutes(2));
        attention.followed(watchers.getFirst().key(), Duration.ofMinutes(10));
        long before = questions().getFirst();

        run(Duration.ofMinutes(1));

        assertThat(questions().getFirst() - before).isBetween(40L, 60L);
        assertWithinBudget();
    }

    @Test
    void threeBusyProjectsKeepTheRateLimit() {
        novas.subList(0, 3).forEach(this::watch);
        attention.opened();
        attention.followed(watchers.getFirst().key(), Duration.ofMinutes(10));

        for (int second = 0; second < 60; second++) {
            novas.subList(0, 3).forEach(nova -> nova.put(AServer.named("changed")));
            run(Duration.ofSeconds(1));
        }

        assertWithinBudget();
        assertThat(questions().subList(0, 3)).allMatch(count -> count >= 50);
    }

    @Test
    void failingProjectsKeepTheRateLimit() {
        novas.forEach(nova -> nova.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused")));
        startAll();
        attention.opened();

        run(Duration.ofMinutes(3));

        assertWithinBudget();
        assertThat(requests).hasSizeGreaterThan(100);
    }

    @Test
    void pagesOfListsAndChangesCountAsRequests() {
        FakeCompute nova = novas.getFirst();
        nova.pagesOf(10);
        IntStream.range(1, 100).forEach(i -> nova.put(AServer.named("s-" + i)));
        ScopeWatcher watcher = watch(nova);

        watcher.ask();
        assertThat(requests).hasSize(10);
        nova.tick();
        IntStream.range(0, 99).forEach(i -> nova.put(AServer.named("s-" + i).tags("moved")));
        watcher.ask();

        assertThat(requests).hasSize(20);
        assertThat(tools.budget().calls()).isEqualTo(20);
        assertWithinBudget();
    }

    @Test
    void waitingForTheRateLimitDoesNotCountAsSlowResponse() {
        attention.opened();
        ScopeWatcher watcher = watch(novas.getFirst());
        watcher.ask();
        IntStream.range(0, 20).forEach(i -> tools.budget().await());
        watcher.ask();

        assertThat(watcher.dueIn()).isEqualTo(Duration.ofMillis(475));
    }

    @Test
    void urgentRequestsDoNotWaitButDelayPolls() {
        ScopeWatcher watcher = watch(novas.getFirst());
        IntStream.range(0, 100).forEach(i -> {
            novas.getFirst().put(AServer.named("s-" + i));
            watcher.ask(AServer.key("s-" + i).id(), false);
        });
        assertThat(clock.instant()).isEqualTo(BEGIN);

        assertThat(tools.budget().await()).isEqualTo(Duration.ofSeconds(2));
        assertThat(tools.budget().calls()).isEqualTo(101);
    }

    private void startAll() {
        novas.forEach(this::watch);
    }

    private ScopeWatcher watch(FakeCompute nova) {
        ScopeWatcher watcher = new ScopeWatcher(nova, tools, null);
        watchers.add(watcher);
        return watcher;
    }

    private FakeCompute nova(Project project) {
        FakeCompute nova = new FakeCompute(project);
        nova.runBy(clock);
        nova.put(AServer.named("s-" + project.name()).in(project));
        nova.onRequest(() -> requests.add(clock.instant()));
        return nova;
    }

    /** Polls each scope when it is due and runs pending full lists. */
    private void run(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            ScopeWatcher next = watchers.stream()
                    .min(Comparator.comparing(ScopeWatcher::dueIn))
                    .orElseThrow();
            if (next.dueIn().isPositive()) {
                clock.move(next.dueIn());
            }
            next.ask();
            Runnable list = lists.poll();
            if (list != null) {
                list.run();
            }
        }
    }

    /** The number of polls for changes of each project. */
    private List<Long> questions() {
        return novas.stream().map(nova -> nova.calls("changesSince")).toList();
    }

    private void assertWithinBudget() {
        for (int i = 0; i + 4 < requests.size(); i++) {
            assertThat(Duration.between(requests.get(i), requests.get(i + 4)))
                    .as("five requests from %s", requests.get(i))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }
}
