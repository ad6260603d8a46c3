package org.stackdeck.inventory.polling;

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
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.platform.MutableClock;

/**
 * Tests the polling of one cloud with forty projects and without an administrator's credential, over simulated minutes.
 * The rate limit is four requests per second.
 */
class PollRateLimiterTests {

    private static final int PROJECTS = 40;
    private static final Instant BEGIN = Instant.parse("2026-11-25T10:00:00Z");

    private final MutableClock clock = new MutableClock(BEGIN);
    private final Deque<Runnable> lists = new ArrayDeque<>();
    private final InMemoryInventoryStore inMemoryInventoryStore = new InMemoryInventoryStore(() -> {});
    private final PollDemandTracker pollDemandTracker = new PollDemandTracker(clock, () -> {});
    private final List<Instant> requests = new ArrayList<>();
    private final PollingContext context = PollingContext.of(
            ServerBuilder.CLOUD,
            inMemoryInventoryStore,
            pollDemandTracker,
            new PollIntervalCalculator(TestInventoryProperties.DEFAULTS, () -> 0.5),
            new PollRateLimiter(TestInventoryProperties.DEFAULTS.callsPerSecond(), clock, clock::advance),
            clock,
            clock,
            () -> false,
            lists::add);
    private final List<FakeCompute> novas = IntStream.range(0, PROJECTS)
            .mapToObj(i -> nova(new Project(ServerBuilder.CLOUD, new ProjectId("p-" + i), "p-" + i)))
            .toList();
    private final List<ScopePoller> watchers = new ArrayList<>();

    @Test
    void thirtyFollowedOfFortyProjectsKeepTheRateLimit() {
        startAll();
        pollDemandTracker.viewerOpened();
        run(Duration.ofMinutes(2));
        List<Long> before = questions();
        IntStream.range(0, 30)
                .forEach(i -> pollDemandTracker.follow(watchers.get(i).key(), Duration.ofMinutes(10)));

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
        pollDemandTracker.viewerOpened();
        run(Duration.ofMinutes(2));
        pollDemandTracker.follow(watchers.getFirst().key(), Duration.ofMinutes(10));
        long before = questions().getFirst();

        run(Duration.ofMinutes(1));

        assertThat(questions().getFirst() - before).isBetween(40L, 60L);
        assertWithinBudget();
    }

    @Test
    void threeBusyProjectsKeepTheRateLimit() {
        novas.subList(0, 3).forEach(this::watch);
        pollDemandTracker.viewerOpened();
        pollDemandTracker.follow(watchers.getFirst().key(), Duration.ofMinutes(10));

        for (int second = 0; second < 60; second++) {
            novas.subList(0, 3).forEach(nova -> nova.put(ServerBuilder.named("changed")));
            run(Duration.ofSeconds(1));
        }

        assertWithinBudget();
        assertThat(questions().subList(0, 3)).allMatch(count -> count >= 50);
    }

    @Test
    void failingProjectsKeepTheRateLimit() {
        novas.forEach(nova -> nova.fail(() -> new CloudException(Category.UNREACHABLE, "Connection refused")));
        startAll();
        pollDemandTracker.viewerOpened();

        run(Duration.ofMinutes(3));

        assertWithinBudget();
        assertThat(requests).hasSizeGreaterThan(100);
    }

    @Test
    void pagesOfListsAndChangesCountAsRequests() {
        FakeCompute nova = novas.getFirst();
        nova.setPageSize(10);
        IntStream.range(1, 100).forEach(i -> nova.put(ServerBuilder.named("s-" + i)));
        ScopePoller poller = watch(nova);

        poller.poll();
        assertThat(requests).hasSize(10);
        nova.advanceOneSecond();
        IntStream.range(0, 99)
                .forEach(i -> nova.put(ServerBuilder.named("s-" + i).tags("moved")));
        poller.poll();

        assertThat(requests).hasSize(20);
        assertThat(context.rateLimiter().calls()).isEqualTo(20);
        assertWithinBudget();
    }

    @Test
    void waitingForTheRateLimitDoesNotCountAsSlowResponse() {
        pollDemandTracker.viewerOpened();
        ScopePoller poller = watch(novas.getFirst());
        poller.poll();
        IntStream.range(0, 20).forEach(i -> context.rateLimiter().acquire());
        poller.poll();

        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofMillis(475));
    }

    @Test
    void urgentRequestsDoNotWaitButDelayPolls() {
        ScopePoller poller = watch(novas.getFirst());
        IntStream.range(0, 100).forEach(i -> {
            novas.getFirst().put(ServerBuilder.named("s-" + i));
            poller.refresh(ServerBuilder.key("s-" + i).id(), false);
        });
        assertThat(clock.instant()).isEqualTo(BEGIN);

        assertThat(context.rateLimiter().acquire()).isEqualTo(Duration.ofSeconds(2));
        assertThat(context.rateLimiter().calls()).isEqualTo(101);
    }

    private void startAll() {
        novas.forEach(this::watch);
    }

    private ScopePoller watch(FakeCompute nova) {
        ScopePoller poller = new ScopePoller(nova, context, null);
        watchers.add(poller);
        return poller;
    }

    private FakeCompute nova(Project project) {
        FakeCompute nova = new FakeCompute(project);
        nova.runWith(clock);
        nova.put(ServerBuilder.named("s-" + project.name()).project(project));
        nova.onRequest(() -> requests.add(clock.instant()));
        return nova;
    }

    /** Polls each scope when it is due, and runs a pending full list after each poll. */
    private void run(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            ScopePoller next = watchers.stream()
                    .min(Comparator.comparing(poller -> poller.schedule().dueIn()))
                    .orElseThrow();
            if (next.schedule().dueIn().isPositive()) {
                clock.advance(next.schedule().dueIn());
            }
            next.poll();
            Runnable list = lists.poll();
            if (list != null) {
                list.run();
            }
        }
    }

    /** Returns each project's number of polls for changes. */
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
