package org.stackdeck.inventory.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.platform.MutableClock;

/** Tests the requests that change hints cause, without threads. */
class ChangeHintQueueTests {

    private static final int AT_ONCE = 10;
    private static final int PER_SECOND = 1;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T10:00:00Z"));
    private final InMemoryInventoryStore inMemoryInventoryStore = new InMemoryInventoryStore(() -> {});
    private final PollDemandTracker pollDemandTracker = new PollDemandTracker(clock, () -> {});
    private final FakeCompute nova = new FakeCompute(ServerBuilder.STAFF);
    private final ScopePoller poller = new ScopePoller(
            nova,
            TestPollingContexts.of(inMemoryInventoryStore, pollDemandTracker, clock, () -> true, Runnable::run),
            null);
    private final Queue<Runnable> reads = new ArrayDeque<>();
    private final AtomicInteger asking = new AtomicInteger();
    private final ChangeHintQueue changeHintQueue = new ChangeHintQueue(
            poller, new ServerRefreshRateLimiter(PER_SECOND, clock), clock, reads::add, asking::incrementAndGet);

    @BeforeEach
    void begin() {
        nova.runWith(clock);
        pollDemandTracker.viewerOpened();
        nova.put(ServerBuilder.named("web"));
        poller.poll();
    }

    @Test
    void requestsTheHintedServer() {
        nova.put(ServerBuilder.named("web").name("www").id("web"));

        hint("web");
        actWhileDue();

        assertThat(names()).containsExactly("www");
        assertThat(nova.calls()).containsExactly("servers", "server");
    }

    @Test
    void addsAnUnknownHintedServer() {
        nova.put(ServerBuilder.named("db"));

        hint("db");
        actWhileDue();

        assertThat(names()).containsExactlyInAnyOrder("web", "db");
    }

    @Test
    void removesAHintedServerThatNovaDoesNotFind() {
        nova.removeWithoutTrace("web");

        hint("web");
        actWhileDue();

        assertThat(names()).isEmpty();
    }

    @Test
    void hintForAMissingServerRemovesNothing() {
        hint("nowhere");
        actWhileDue();

        assertThat(names()).containsExactly("web");
    }

    @Test
    void hintedServerOfAnotherProjectIsIgnored() {
        nova.put(ServerBuilder.named("sim").project(ServerBuilder.RESEARCH));

        hint("sim");
        actWhileDue();

        assertThat(names()).containsExactly("web");
    }

    @Test
    void repeatedHintsCauseOneRequest() {
        for (int i = 0; i < 100; i++) {
            hint("web");
        }
        actWhileDue();

        assertThat(nova.calls("server")).isEqualTo(1);
        assertThat(nova.calls("changesSince")).isZero();
    }

    @Test
    void hintDuringTheRequestCausesASecondRequest() {
        hint("web");
        changeHintQueue.process();

        nova.duringCall(() -> {
            nova.put(ServerBuilder.named("web").name("www").id("web"));
            hint("web");
            hint("web");
            hint("web");
            assertThat(due()).isFalse();
        });
        reads.remove().run();
        nova.duringCall(() -> {});
        actWhileDue();

        assertThat(nova.calls("server")).isEqualTo(2);
        assertThat(names()).containsExactly("www");
    }

    @Test
    void serverThatAPollAfterTheHintHasReturnedIsNotRequested() {
        nova.put(ServerBuilder.named("web").name("www").id("web"));
        hint("web");
        poller.poll();

        actWhileDue();

        assertThat(nova.calls()).containsExactly("servers", "changesSince");
        assertThat(names()).containsExactly("www");
    }

    @Test
    void serverThatAPollAfterTheHintHasNotReturnedIsRequested() {
        clock.advance(Duration.ofMinutes(5));
        poller.poll();
        hint("web");
        poller.poll();

        actWhileDue();

        assertThat(nova.calls("server")).isEqualTo(1);
    }

    @Test
    void slowRequestDoesNotDelayOtherServers() {
        nova.put(ServerBuilder.named("db"));
        hint("web");
        changeHintQueue.process();

        hint("db");

        assertThat(due()).isTrue();
        changeHintQueue.process();
        assertThat(reads).hasSize(2);
    }

    @Test
    void manyHintsCauseOnePollForChanges() {
        for (int i = 0; i < 9; i++) {
            nova.put(ServerBuilder.named("s" + i));
            hint("s" + i);
        }
        actWhileDue();

        assertThat(reads).isEmpty();
        assertThat(asking).hasValue(1);
        assertThat(poller.schedule().dueIn()).isZero();
        poller.poll();
        assertThat(names()).hasSize(10);
        assertThat(nova.calls()).containsExactly("servers", "changesSince");
    }

    @Test
    void burstOfHintsCostsNoMoreThanPolling() {
        for (int i = 0; i < 2000; i++) {
            hint("s" + i % 500);
            actWhileDue();
            if (!poller.schedule().dueIn().isPositive()) {
                poller.poll();
            }
            clock.advance(Duration.ofMillis(5));
        }

        // Hints arrive for ten seconds. They cause one poll per second, and single requests until the burst is
        // detected.
        assertThat(nova.calls("changesSince")).isBetween(9L, 11L);
        assertThat(nova.calls("server")).isLessThanOrEqualTo(AT_ONCE + PER_SECOND * 10);
    }

    @Test
    void lastHintOfABurstIsRequested() {
        for (int i = 0; i < 100; i++) {
            hint("s" + i);
        }
        actWhileDue();
        poller.poll();
        nova.put(ServerBuilder.named("web").name("www").id("web"));
        hint("web");
        assertThat(due()).isFalse();

        clock.advance(Duration.ofSeconds(1));
        actWhileDue();

        assertThat(names()).contains("www");
    }

    @Test
    void manySuccessiveHintsAreCoveredByPolls() {
        for (int i = 0; i < 100; i++) {
            nova.put(ServerBuilder.named("s" + i));
            hint("s" + i);
            actWhileDue();
            if (!poller.schedule().dueIn().isPositive()) {
                poller.poll();
            }
            clock.advance(Duration.ofMillis(100));
        }
        clock.advance(Duration.ofSeconds(1));
        actWhileDue();
        if (!poller.schedule().dueIn().isPositive()) {
            poller.poll();
        }

        assertThat(nova.calls("server")).isLessThanOrEqualTo(AT_ONCE + PER_SECOND * 11);
        assertThat(nova.calls("changesSince")).isBetween(3L, 12L);
        assertThat(names()).hasSize(101);
    }

    @Test
    void hintWithoutDemandCausesAnEarlierPollOnly() {
        pollDemandTracker.viewerClosed();
        hint("web");
        actWhileDue();

        assertThat(nova.calls("server")).isZero();
        assertThat(poller.schedule().dueIn()).isEqualTo(Duration.ofSeconds(5));
        assertThat(asking).hasValue(1);
    }

    @Test
    void failedRequestIsCoveredByTheNextPoll() {
        nova.fail(() -> new CloudException(Category.FAILED, "Internal error"));
        hint("web");
        actWhileDue();

        assertThat(poller.schedule().dueIn()).isZero();
        assertThat(names()).containsExactly("web");
        assertThat(due()).isFalse();
    }

    @Test
    void hintsWaitForTheBackOffOfAFailingCloud() {
        nova.fail(() -> new CloudException(Category.THROTTLED, "slow down", 429, null, Duration.ofSeconds(90), null));
        poller.poll();

        hint("web");
        assertThat(due()).isFalse();

        nova.recover();
        clock.advance(Duration.ofSeconds(90));
        actWhileDue();
        assertThat(nova.calls("server")).isEqualTo(1);
    }

    @Test
    void lateResponseDoesNotReplaceANewerOne() {
        Server old = nova.put(ServerBuilder.named("web").name("old").id("web"));
        hint("web");
        changeHintQueue.process();
        Runnable late = reads.remove();
        nova.duringCall(() -> {
            // A poll during the request finds the newer state.
            nova.duringCall(() -> {});
            nova.put(ServerBuilder.like(old).name("new"));
            poller.poll();
        });

        late.run();

        assertThat(names()).containsExactly("new");
    }

    @Test
    void changeWithoutAHintIsFoundByTheNextPoll() {
        nova.put(ServerBuilder.named("lost"));

        clock.advance(Duration.ofSeconds(5));
        assertThat(poller.schedule().dueIn()).isZero();
        poller.poll();

        assertThat(names()).contains("lost");
    }

    private void hint(String id) {
        changeHintQueue.add(new ServerId(id));
    }

    private boolean due() {
        return !changeHintQueue.dueIn().isPositive();
    }

    private void actWhileDue() {
        while (due()) {
            changeHintQueue.process();
            while (!reads.isEmpty()) {
                reads.remove().run();
            }
        }
    }

    private Collection<String> names() {
        return inMemoryInventoryStore.snapshot().servers().values().stream()
                .map(Server::name)
                .toList();
    }
}
