package org.stackdeck.inventory.polling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.cache.FakeInventoryCache;
import org.stackdeck.inventory.cache.InventoryCacheEntry;
import org.stackdeck.inventory.store.InventoryStore;
import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.platform.MutableClock;

class InventoryCacheUpdaterTests {

    private static final ScopeKey STAFF = new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.STAFF.id());
    private static final String HERE = "http://keystone/v3 RegionOne";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T10:00:00Z"));
    private final InventoryStore inventoryStore = new InventoryStore(() -> {});
    private final FakeInventoryCache fakeInventoryCache = new FakeInventoryCache();
    private final FakeCompute nova = new FakeCompute(ServerBuilder.STAFF);
    private final PollingContext context =
            TestPollingContexts.of(inventoryStore, new PollDemandTracker(clock, () -> {}), clock, list -> {});
    private final ScopePoller poller = new ScopePoller(nova, context, null);
    private final InventoryCacheUpdater inventoryCacheUpdater =
            new InventoryCacheUpdater(HERE, fakeInventoryCache, context);

    @BeforeEach
    void synchronizeClockRates() {
        nova.runWith(clock);
    }

    @Test
    void writesNothingBeforeTheFirstListIsComplete() {
        keep();

        assertThat(fakeInventoryCache.writes()).isEmpty();
    }

    @Test
    void writesServersAndWatermark() {
        Server web = nova.put(ServerBuilder.named("web"));
        poller.poll();
        keep();

        assertThat(fakeInventoryCache.writes())
                .containsExactly(new InventoryCacheEntry(STAFF, HERE, clock.instant(), web.updated(), List.of(web)));
    }

    @Test
    void rewritesUnchangedServersRarely() {
        nova.put(ServerBuilder.named("web"));
        askAndKeepFor(Duration.ofMinutes(4));
        assertThat(fakeInventoryCache.writes()).hasSize(1);

        askAndKeepFor(Duration.ofMinutes(2));

        assertThat(fakeInventoryCache.writes()).hasSize(2);
        assertThat(fakeInventoryCache.writes().getLast().confirmedAt())
                .isAfter(fakeInventoryCache.writes().getFirst().confirmedAt());
    }

    @Test
    void writesChangedServers() {
        nova.put(ServerBuilder.named("web"));
        askAndKeepFor(InventoryCacheUpdater.WRITE_INTERVAL);
        Server db = nova.put(ServerBuilder.named("db"));
        askAndKeepFor(InventoryCacheUpdater.WRITE_INTERVAL);

        assertThat(fakeInventoryCache.writes()).hasSize(2);
        assertThat(fakeInventoryCache.writes().getLast().servers()).contains(db);
        assertThat(fakeInventoryCache.writes().getLast().watermark()).isEqualTo(db.updated());
    }

    @Test
    void doesNotRewriteServersUnconfirmedSinceTheStart() {
        fakeInventoryCache.write(scope(HERE, clock.instant().minusSeconds(60)));
        new ScopePoller(nova, context, inventoryCacheUpdater.restore().get(STAFF));

        keep();

        assertThat(fakeInventoryCache.writes()).hasSize(1);
    }

    @Test
    void restoresCachedServers() {
        fakeInventoryCache.write(scope(HERE, clock.instant().minus(Duration.ofHours(23))));

        assertThat(inventoryCacheUpdater.restore()).containsOnlyKeys(STAFF);

        assertThat(inventoryStore.snapshot().servers()).hasSize(1);
        assertThat(inventoryStore.snapshot().freshness().values())
                .singleElement()
                .satisfies(freshness -> {
                    assertThat(freshness.state()).isEqualTo(Freshness.State.STALE);
                    assertThat(freshness.confirmedAt())
                            .isEqualTo(clock.instant().minus(Duration.ofHours(23)));
                });
    }

    @Test
    void ignoresCacheOlderThanADay() {
        fakeInventoryCache.write(scope(HERE, clock.instant().minus(Duration.ofHours(25))));

        assertNothingRestored();
    }

    @Test
    void ignoresCacheFromTheFuture() {
        fakeInventoryCache.write(scope(HERE, clock.instant().plus(Duration.ofHours(1))));

        assertNothingRestored();
    }

    @Test
    void ignoresCacheOfAnotherCloudWithTheSameName() {
        fakeInventoryCache.write(scope("http://elsewhere/v3 RegionOne", clock.instant()));

        assertNothingRestored();
    }

    private void assertNothingRestored() {
        assertThat(inventoryCacheUpdater.restore()).isEmpty();
        assertThat(inventoryStore.snapshot().servers()).isEmpty();
        assertThat(fakeInventoryCache.read(ServerBuilder.CLOUD)).isEmpty();
    }

    private static InventoryCacheEntry scope(String address, Instant confirmedAt) {
        Server web = ServerBuilder.named("web").build();
        return new InventoryCacheEntry(STAFF, address, confirmedAt, web.updated(), List.of(web));
    }

    private void askAndKeepFor(Duration time) {
        for (Duration gone = Duration.ZERO;
                gone.compareTo(time) < 0;
                gone = gone.plus(InventoryCacheUpdater.WRITE_INTERVAL)) {
            poller.poll();
            keep();
            clock.advance(InventoryCacheUpdater.WRITE_INTERVAL);
        }
    }

    private void keep() {
        inventoryCacheUpdater.write(() -> List.of(poller));
    }
}
