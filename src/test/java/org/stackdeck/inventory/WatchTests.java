package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.MovableClock;

class WatchTests {

    private final MovableClock clock = new MovableClock(AServer.MADE);
    private final FakeAccess access = new FakeAccess(clock);
    private final UserId boss = access.administrator();
    private final AtomicInteger awakened = new AtomicInteger();
    private final Attention attention = new Attention(clock, awakened::incrementAndGet);
    private final List<View> told = new CopyOnWriteArrayList<>();
    private final Map<ServerKey, Server> servers = new HashMap<>();
    private volatile Ledger.Known known = new Ledger.Known(Snapshot.EMPTY, Map.of());
    private final Watch watch = new Watch(
            boss,
            new Viewpoint(boss, access, new Sights(), () -> known),
            told::add,
            Settings.DEFAULTS,
            attention,
            _ -> {});

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void threeStatesInQuickSuccessionAreDelivered() {
        watch.start();
        awaitTold(1);
        for (ServerStatus status : List.of(ServerStatus.ACTIVE, ServerStatus.REBOOT, ServerStatus.SHUTOFF)) {
            int before = told.size();
            put(AServer.named("web").status(status).build());
            awaitTold(before + 1);
        }

        assertThat(told).hasSize(4);
    }

    @Test
    void burstOfChangesIsDeliveredInFewUpdates() {
        watch.start();
        awaitTold(1);
        for (int i = 0; i < 2_000; i++) {
            put(AServer.named("web-" + i).build());
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(told.getLast().servers()).hasSize(2_000));
        assertThat(told.stream().mapToInt(view -> view.delta().added().size()).sum())
                .isEqualTo(2_000);
        assertThat(told).hasSizeLessThan(30);
    }

    @Test
    void pausedSubscriptionCreatesNoDemand() {
        ScopeKey scope = new ScopeKey(AServer.CLOUD, AServer.STAFF.id());
        watch.start();
        assertThat(attention.in(scope)).isEqualTo(Interest.LOOKED_AT);

        watch.pause();
        watch.pause();
        assertThat(attention.in(scope)).isEqualTo(Interest.IDLE);
        watch.resume();
        watch.resume();
        assertThat(attention.in(scope)).isEqualTo(Interest.LOOKED_AT);
        assertThat(awakened).hasValue(2);

        watch.pause();
        watch.close();
        watch.resume();
        assertThat(attention.in(scope)).isEqualTo(Interest.IDLE);
    }

    private void put(Server server) {
        servers.put(server.key(), server);
        known = new Ledger.Known(new Snapshot(known.snapshot().version() + 1, Map.copyOf(servers), Map.of()), Map.of());
        watch.wake();
    }

    private void awaitTold(int times) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(told).hasSizeGreaterThanOrEqualTo(times));
    }
}
