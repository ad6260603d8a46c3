package org.stackdeck.inventory;

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
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.platform.MovableClock;

/** A waiting caller gets the current state of a server at the lowest cost for the cloud. */
class AwaitedTests {

    private static final int AT_ONCE = 10;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-25T10:00:00Z"));
    private final Ledger ledger = new Ledger(() -> {});
    private final Attention attention = new Attention(clock, () -> {});
    private final FakeCompute nova = new FakeCompute(AServer.STAFF);
    private final ScopeWatcher watcher =
            new ScopeWatcher(nova, Tools.of(ledger, attention, clock, Runnable::run), null);
    private final Awaited awaited = new Awaited(watcher, ledger, Clock.fixed(clock.instant(), ZoneOffset.UTC));
    private final List<Thread> waiting = new ArrayList<>();

    @BeforeEach
    void begin() {
        nova.runBy(clock);
        for (int i = 0; i < 20; i++) {
            nova.put(AServer.named("s" + i));
        }
        watcher.ask();
        attention.followed(watcher.key(), Duration.ofHours(1));
    }

    @Test
    void singleServerIsRequestedImmediately() {
        nova.put(AServer.named("s0").name("new").id("s0"));

        awaited.refresh(new ServerId("s0"));

        assertThat(names()).contains("new").doesNotContain("s0");
        assertThat(nova.calls("changesSince")).isZero();
    }

    @Test
    void manyServersAreRefreshedByOnePollForChanges() throws InterruptedException {
        spend();
        for (int i = AT_ONCE; i < 20; i++) {
            nova.put(AServer.named("s" + i).name("new" + i).id("s" + i));
            refresh("s" + i);
        }
        awaitAllWaiting();

        watcher.ask();
        finish();

        assertThat(nova.calls("server")).isEqualTo(AT_ONCE);
        assertThat(nova.calls("changesSince")).isEqualTo(1);
        assertThat(names()).filteredOn(name -> name.startsWith("new")).hasSize(20 - AT_ONCE);
    }

    @Test
    void callerDoesNotWaitForADistantPoll() {
        clock.move(Duration.ofHours(2));
        watcher.ask();
        assertThat(watcher.dueIn()).as("next poll without a followed scope").isGreaterThan(Duration.ofSeconds(10));
        spend();
        nova.put(AServer.named("s15").name("new").id("s15"));

        awaited.refresh(new ServerId("s15"));

        assertThat(names()).contains("new");
        assertThat(nova.calls("server")).isEqualTo(AT_ONCE + 1);
    }

    @Test
    void serverMissingFromThePollIsRequestedSeparately() throws InterruptedException {
        spend();
        // As in a cloud whose hosts' clocks differ: the change appears to be old.
        nova.putQuietly(
                AServer.named("s15").name("late").id("s15").updated(nova.now().minusSeconds(60)));
        refresh("s15");
        awaitAllWaiting();

        watcher.ask();
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
        watcher.ask();
        Thread late = waiting.getLast();
        assertThat(late.join(Duration.ofMillis(100))).isFalse();

        watcher.ask();
        finish();

        assertThat(late.isAlive()).isFalse();
    }

    @Test
    void deletedServerIsRemoved() throws InterruptedException {
        spend();
        nova.vanish("s15");
        refresh("s15");
        awaitAllWaiting();

        watcher.ask();
        finish();

        assertThat(names()).doesNotContain("s15");
    }

    /** Uses up the single requests, so that further callers wait for the poll for changes. */
    private void spend() {
        for (int i = 0; i < AT_ONCE; i++) {
            awaited.refresh(new ServerId("s" + i));
        }
    }

    private void refresh(String id) {
        waiting.add(Thread.startVirtualThread(() -> awaited.refresh(new ServerId(id))));
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
        return ledger.snapshot().servers().values().stream().map(Server::name).toList();
    }
}
