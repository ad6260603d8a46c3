package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.Server;
import org.stackdeck.platform.MovableClock;

class KeeperTests {

    private static final ScopeKey STAFF = new ScopeKey(AServer.CLOUD, AServer.STAFF.id());
    private static final String HERE = "http://keystone/v3 RegionOne";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-25T10:00:00Z"));
    private final Ledger ledger = new Ledger(() -> {});
    private final FakeKeptServers kept = new FakeKeptServers();
    private final FakeCompute nova = new FakeCompute(AServer.STAFF);
    private final WatchTools tools = Tools.of(ledger, new Attention(clock, () -> {}), clock, list -> {});
    private final ScopeWatcher watcher = new ScopeWatcher(nova, tools, null);
    private final Keeper keeper = new Keeper(HERE, kept, tools);

    @BeforeEach
    void synchronizeClockRates() {
        nova.runBy(clock);
    }

    @Test
    void writesNothingBeforeTheFirstListIsComplete() {
        keep();

        assertThat(kept.writes()).isEmpty();
    }

    @Test
    void writesServersAndWatermark() {
        Server web = nova.put(AServer.named("web"));
        watcher.ask();
        keep();

        assertThat(kept.writes())
                .containsExactly(new KeptScope(STAFF, HERE, clock.instant(), web.updated(), List.of(web)));
    }

    @Test
    void rewritesUnchangedServersRarely() {
        nova.put(AServer.named("web"));
        askAndKeepFor(Duration.ofMinutes(4));
        assertThat(kept.writes()).hasSize(1);

        askAndKeepFor(Duration.ofMinutes(2));

        assertThat(kept.writes()).hasSize(2);
        assertThat(kept.writes().getLast().confirmedAt())
                .isAfter(kept.writes().getFirst().confirmedAt());
    }

    @Test
    void writesChangedServers() {
        nova.put(AServer.named("web"));
        askAndKeepFor(Keeper.GAP);
        Server db = nova.put(AServer.named("db"));
        askAndKeepFor(Keeper.GAP);

        assertThat(kept.writes()).hasSize(2);
        assertThat(kept.writes().getLast().servers()).contains(db);
        assertThat(kept.writes().getLast().watermark()).isEqualTo(db.updated());
    }

    @Test
    void doesNotRewriteServersUnconfirmedSinceTheStart() {
        kept.write(scope(HERE, clock.instant().minusSeconds(60)));
        new ScopeWatcher(nova, tools, keeper.restore().get(STAFF));

        keep();

        assertThat(kept.writes()).hasSize(1);
    }

    @Test
    void restoresCachedServers() {
        kept.write(scope(HERE, clock.instant().minus(Duration.ofHours(23))));

        assertThat(keeper.restore()).containsOnlyKeys(STAFF);

        assertThat(ledger.snapshot().servers()).hasSize(1);
        assertThat(ledger.snapshot().freshness().values()).singleElement().satisfies(freshness -> {
            assertThat(freshness.state()).isEqualTo(Freshness.State.STALE);
            assertThat(freshness.confirmedAt()).isEqualTo(clock.instant().minus(Duration.ofHours(23)));
        });
    }

    @Test
    void ignoresCacheOlderThanADay() {
        kept.write(scope(HERE, clock.instant().minus(Duration.ofHours(25))));

        assertNothingRestored();
    }

    @Test
    void ignoresCacheFromTheFuture() {
        kept.write(scope(HERE, clock.instant().plus(Duration.ofHours(1))));

        assertNothingRestored();
    }

    @Test
    void ignoresCacheOfAnotherCloudWithTheSameName() {
        kept.write(scope("http://elsewhere/v3 RegionOne", clock.instant()));

        assertNothingRestored();
    }

    private void assertNothingRestored() {
        assertThat(keeper.restore()).isEmpty();
        assertThat(ledger.snapshot().servers()).isEmpty();
        assertThat(kept.read(AServer.CLOUD)).isEmpty();
    }

    private static KeptScope scope(String address, Instant confirmedAt) {
        Server web = AServer.named("web").build();
        return new KeptScope(STAFF, address, confirmedAt, web.updated(), List.of(web));
    }

    private void askAndKeepFor(Duration time) {
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(Keeper.GAP)) {
            watcher.ask();
            keep();
            clock.move(Keeper.GAP);
        }
    }

    private void keep() {
        keeper.keep(() -> List.of(watcher));
    }
}
