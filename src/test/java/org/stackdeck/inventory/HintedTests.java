package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.platform.MovableClock;

/** Requests caused by change hints, without threads. */
class HintedTests {

    private static final int AT_ONCE = 10;
    private static final int PER_SECOND = 1;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-25T10:00:00Z"));
    private final Ledger ledger = new Ledger(() -> {});
    private final Attention attention = new Attention(clock, () -> {});
    private final FakeCompute nova = new FakeCompute(AServer.STAFF);
    private final ScopeWatcher watcher =
            new ScopeWatcher(nova, Tools.of(ledger, attention, clock, () -> true, Runnable::run), null);
    private final Queue<Runnable> reads = new ArrayDeque<>();
    private final AtomicInteger asking = new AtomicInteger();
    private final Hinted hinted =
            new Hinted(watcher, new LookBudget(PER_SECOND, clock), clock, reads::add, asking::incrementAndGet);

    @BeforeEach
    void begin() {
        nova.runBy(clock);
        attention.opened();
        nova.put(AServer.named("web"));
        watcher.ask();
    }

    @Test
    void requestsTheHintedServer() {
        nova.put(AServer.named("web").name("www").id("web"));

        hint("web");
        actWhileDue();

        assertThat(names()).containsExactly("www");
        assertThat(nova.calls()).containsExactly("servers", "server");
    }

    @Test
    void addsAnUnknownHintedServer() {
        nova.put(AServer.named("db"));

        hint("db");
        actWhileDue();

        assertThat(names()).containsExactlyInAnyOrder("web", "db");
    }

    @Test
    void removesAHintedServerThatNovaDoesNotFind() {
        nova.vanish("web");

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
        nova.put(AServer.named("sim").in(AServer.RESEARCH));

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
        hinted.act();
        hint("web");
        hint("web");
        hint("web");
        assertThat(due()).isFalse();
        Runnable read = reads.remove();

        nova.duringCall(() -> nova.put(AServer.named("web").name("www").id("web")));
        read.run();
        nova.duringCall(() -> {});
        actWhileDue();

        assertThat(nova.calls("server")).isEqualTo(2);
        assertThat(names()).containsExactly("www");
    }

    @Test
    void slowRequestDoesNotDelayOtherServers() {
        nova.put(AServer.named("db"));
        hint("web");
        hinted.act();

        hint("db");

        assertThat(due()).isTrue();
        hinted.act();
        assertThat(reads).hasSize(2);
    }

    @Test
    void manyHintsCauseOnePollForChanges() {
        for (int i = 0; i < 9; i++) {
            nova.put(AServer.named("s" + i));
            hint("s" + i);
        }
        actWhileDue();

        assertThat(reads).isEmpty();
        assertThat(asking).hasValue(1);
        assertThat(watcher.dueIn()).isZero();
        watcher.ask();
        assertThat(names()).hasSize(10);
        assertThat(nova.calls()).containsExactly("servers", "changesSince");
    }

    @Test
    void burstOfHintsCostsNoMoreThanPolling() {
        for (int i = 0; i < 2000; i++) {
            hint("s" + i % 500);
            actWhileDue();
            if (!watcher.dueIn().isPositive()) {
                watcher.ask();
            }
            clock.move(Duration.ofMillis(5));
        }

        // Ten seconds: one poll per second, plus single requests before the burst was detected.
        assertThat(nova.calls("changesSince")).isBetween(9L, 11L);
        assertThat(nova.calls("server")).isLessThanOrEqualTo(AT_ONCE + PER_SECOND * 10);
    }

    @Test
    void lastHintOfABurstIsRequested() {
        for (int i = 0; i < 100; i++) {
            hint("s" + i);
        }
        actWhileDue();
        watcher.ask();
        nova.put(AServer.named("web").name("www").id("web"));
        hint("web");
        assertThat(due()).isFalse();

        clock.move(Duration.ofSeconds(1));
        actWhileDue();

        assertThat(names()).contains("www");
    }

    @Test
    void manySuccessiveHintsAreCoveredByPolls() {
        for (int i = 0; i < 100; i++) {
            nova.put(AServer.named("s" + i));
            hint("s" + i);
            actWhileDue();
            if (!watcher.dueIn().isPositive()) {
                watcher.ask();
            }
            clock.move(Duration.ofMillis(100));
        }
        clock.move(Duration.ofSeconds(1));
        actWhileDue();
        if (!watcher.dueIn().isPositive()) {
            watcher.ask();
        }

        assertThat(nova.calls("server")).isLessThanOrEqualTo(AT_ONCE + PER_SECOND * 11);
        assertThat(nova.calls("changesSince")).isBetween(3L, 12L);
        assertThat(names()).hasSize(101);
    }

    @Test
    void hintWithoutDemandCausesAnEarlierPollOnly() {
        attention.closed();
        hint("web");
        actWhileDue();

        assertThat(nova.calls("server")).isZero();
        assertThat(watcher.dueIn()).isEqualTo(Duration.ofSeconds(5));
        assertThat(asking).hasValue(1);
    }

    @Test
    void failedRequestIsCoveredByTheNextPoll() {
        nova.fail(() -> new CloudException(Category.FAILED, "Internal error"));
        hint("web");
        actWhileDue();

        assertThat(watcher.dueIn()).isZero();
        assertThat(names()).containsExactly("web");
        assertThat(due()).isFalse();
    }

    @Test
    void hintsWaitForTheBackOffOfAFailingCloud() {
        nova.fail(() -> new CloudException(Category.THROTTLED, "slow down", 429, null, Duration.ofSeconds(90), null));
        watcher.ask();

        hint("web");
        assertThat(due()).isFalse();

        nova.work();
        clock.move(Duration.ofSeconds(90));
        actWhileDue();
        assertThat(nova.calls("server")).isEqualTo(1);
    }

    @Test
    void lateResponseDoesNotReplaceANewerOne() {
        Server old = nova.put(AServer.named("web").name("old").id("web"));
        hint("web");
        hinted.act();
        Runnable late = reads.remove();
        nova.duringCall(() -> {
            // A poll in the meantime finds the newer state.
            nova.duringCall(() -> {});
            nova.put(AServer.like(old).name("new"));
            watcher.ask();
        });

        late.run();

        assertThat(names()).containsExactly("new");
    }

    @Test
    void changeWithoutAHintIsFoundByTheNextPoll() {
        nova.put(AServer.named("lost"));

        clock.move(Duration.ofSeconds(5));
        assertThat(watcher.dueIn()).isZero();
        watcher.ask();

        assertThat(names()).contains("lost");
    }

    private void hint(String id) {
        hinted.add(new ServerId(id));
    }

    private boolean due() {
        return !hinted.dueIn().isPositive();
    }

    private void actWhileDue() {
        while (due()) {
            hinted.act();
            while (!reads.isEmpty()) {
                reads.remove().run();
            }
        }
    }

    private Collection<String> names() {
        return ledger.snapshot().servers().values().stream().map(Server::name).toList();
    }
}
