package org.stackdeck.inventory.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.platform.MutableClock;

/** Tests refreshes of servers for waiting callers, with as few requests to the cloud as possible. */
class ServerRefresherTests {

    private static final int AT_ONCE = 10;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T10:00:00Z"));
    private final InMemoryInventoryStore inMemoryInventoryStore = new InMemoryInventoryStore(() -> {});
    private final PollDemandTracker pollDemandTracker = new PollDemandTracker(clock, () -> {});
    private final FakeCompute nova = new FakeCompute(ServerBuilder.STAFF);
    private final ScopePoller poller = new ScopePoller(
            nova, TestPollingContexts.of(inMemoryInventoryStore, pollDemandTracker, clock, Runnable::run), null);
    private final ServerRefresher serverRefresher =
            new ServerRefresher(poller, inMemoryInventoryStore, Clock.fixed(clock.instant(), ZoneOffset.UTC));
    private final List<Thread> waiting = new ArrayList<>();

    @BeforeEach
    void begin() {
        nova.runWith(clock);
        for (int i = 0; i < 20; i++) {
            nova.put(ServerBuilder.named("s" + i));
        }
        poller.poll();
        pollDemandTracker.follow(poller.key(), Duration.ofHours(1));
    }

    @Test
    void singleServerIsRequestedImmediately() {
        nova.put(ServerBuilder.named("s0").name("new").id("s0"));

        serverRefresher.refresh(new ServerId("s0"));

        assertThat(names()).contains("new").doesNotContain("s0");
        assertThat(nova.calls("changesSince")).isZero();
    }

    @Test
    void manyServersAreRefreshedByOnePollForChanges() throws InterruptedException {
        spend();
        for (int i = AT_ONCE; i < 20; i++) {
            nova.put(ServerBuilder.named("s" + i).name("new" + i).id("s" + i));
            refresh("s" + i);
        }
        awaitAllWaiting();

        poller.poll();
        finish();

        assertThat(nova.calls("server")).isEqualTo(AT_ONCE);
        assertThat(nova.calls("changesSince")).isEqualTo(1);
        assertThat(names()).filteredOn(name -> name.startsWith("new")).hasSize(20 - AT_ONCE);
    }

    @Test
    void callerDoesNotWaitForADistantPoll() {
        clock.advance(Duration.ofHours(2));
        poller.poll();
        assertThat(poller.schedule().dueIn())
                .as("next poll without a followed scope")
                .isGreaterThan(Duration.ofSeconds(10));
        spend();
        nova.put(ServerBuilder.named("s15").name("new").id("s15"));

        serverRefresher.refresh(new ServerId("s15"));

        assertThat(names()).contains("new");
        assertThat(nova.calls("server")).isEqualTo(AT_ONCE + 1);
    }

    @Test
    void serverMissingFromThePollIsRequestedSeparately() throws InterruptedException {
        spend();
        // The change appears to be old, as in a cloud whose hosts have different clocks.
        nova.putWithoutUpdate(ServerBuilder.named("s15")
                .name("late")
                .id("s15")
                .updated(nova.now().minusSeconds(60)));
        refresh("s15");
        awaitAllWaiting();

        poller.poll();
        finish();

        assertThat(nova.calls("server")).isEqualTo(AT_ONCE + 1);
        assertThat(names()).contains("late").doesNotContain("s15");
    }

    @Test
    void callerWaitsForAPollThatBeginsAfterTheCall() throws InterruptedException {
        spend();
        nova.duringCall(() -> {
            nova.duringCall(() -> {});
            refresh("s15");
            awaitAllWaiting();
        });
        poller.poll();
        Thread late = waiting.getLast();
        assertThat(late.join(Duration.ofMillis(100))).isFalse();

        poller.poll();
        finish();

        assertThat(late.isAlive()).isFalse();
    }

    @Test
    void deletedServerIsRemoved() throws InterruptedException {
        spend();
        nova.removeWithoutTrace("s15");
        refresh("s15");
        awaitAllWaiting();

        poller.poll();
        finish();

        assertThat(names()).doesNotContain("s15");
    }

    /** Uses up the permitted single requests, so that further callers wait for a poll for changes. */
    private void spend() {
        for (int i = 0; i < AT_ONCE; i++) {
            serverRefresher.refresh(new ServerId("s" + i));
        }
    }

    private void refresh(String id) {
        waiting.add(Thread.startVirtualThread(() -> serverRefresher.refresh(new ServerId(id))));
    }

    private void awaitAllWaiting() {
        await().until(() -> waiting.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
    }

    private void finish() throws InterruptedException {
        for (Thread thread : waiting) {
            thread.join();
        }
    }

    private List<String> names() {
        return inMemoryInventoryStore.snapshot().servers().values().stream()
                .map(Server::name)
                .toList();
    }
}
