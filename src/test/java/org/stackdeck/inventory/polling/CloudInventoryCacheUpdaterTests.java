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
import org.stackdeck.inventory.cache.FakePersistentInventoryCache;
import org.stackdeck.inventory.cache.InventoryCacheEntry;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.platform.MutableClock;

class CloudInventoryCacheUpdaterTests {

    private static final ScopeKey STAFF = new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.STAFF.id());
    private static final String HERE = "http://keystone/v3 RegionOne";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T10:00:00Z"));
    private final InMemoryInventoryStore inMemoryInventoryStore = new InMemoryInventoryStore(() -> {});
    private final FakePersistentInventoryCache fakePersistentInventoryCache = new FakePersistentInventoryCache();
    private final FakeCompute nova = new FakeCompute(ServerBuilder.STAFF);
    private final PollingContext context =
            TestPollingContexts.of(inMemoryInventoryStore, new PollDemandTracker(clock, () -> {}), clock, list -> {});
    private final ScopePoller poller = new ScopePoller(nova, context, null);
    private final CloudInventoryCacheUpdater cloudInventoryCacheUpdater =
            new CloudInventoryCacheUpdater(HERE, fakePersistentInventoryCache, context);

    @BeforeEach
    void synchronizeClockRates() {
        nova.runWith(clock);
    }

    @Test
    void writesNothingBeforeTheFirstListIsComplete() {
        keep();

        assertThat(fakePersistentInventoryCache.writes()).isEmpty();
    }

    @Test
    void writesServersAndWatermark() {
        Server web = nova.put(ServerBuilder.named("web"));
        poller.poll();
        keep();

        assertThat(fakePersistentInventoryCache.writes())
                .containsExactly(new InventoryCacheEntry(STAFF, HERE, clock.instant(), web.updated(), List.of(web)));
    }

    @Test
    void rewritesUnchangedServersRarely() {
        nova.put(ServerBuilder.named("web"));
        askAndKeepFor(Duration.ofMinutes(4));
        assertThat(fakePersistentInventoryCache.writes()).hasSize(1);

        askAndKeepFor(Duration.ofMinutes(2));

        assertThat(fakePersistentInventoryCache.writes()).hasSize(2);
        assertThat(fakePersistentInventoryCache.writes().getLast().confirmedAt())
                .isAfter(fakePersistentInventoryCache.writes().getFirst().confirmedAt());
    }

    @Test
    void writesChangedServers() {
        nova.put(ServerBuilder.named("web"));
        askAndKeepFor(CloudInventoryCacheUpdater.WRITE_INTERVAL);
        Server db = nova.put(ServerBuilder.named("db"));
        askAndKeepFor(CloudInventoryCacheUpdater.WRITE_INTERVAL);

        assertThat(fakePersistentInventoryCache.writes()).hasSize(2);
        assertThat(fakePersistentInventoryCache.writes().getLast().servers()).contains(db);
        assertThat(fakePersistentInventoryCache.writes().getLast().watermark()).isEqualTo(db.updated());
    }

    @Test
    void doesNotRewriteServersUnconfirmedSinceTheStart() {
        fakePersistentInventoryCache.write(scope(HERE, clock.instant().minusSeconds(60)));
        new ScopePoller(nova, context, cloudInventoryCacheUpdater.restore().get(STAFF));

        keep();

        assertThat(fakePersistentInventoryCache.writes()).hasSize(1);
    }

    @Test
    void restoresCachedServers() {
        fakePersistentInventoryCache.write(scope(HERE, clock.instant().minus(Duration.ofHours(23))));

        assertThat(cloudInventoryCacheUpdater.restore()).containsOnlyKeys(STAFF);

        assertThat(inMemoryInventoryStore.snapshot().servers()).hasSize(1);
        assertThat(inMemoryInventoryStore.snapshot().freshness().values())
                .singleElement()
                .satisfies(freshness -> {
                    assertThat(freshness.state()).isEqualTo(Freshness.State.STALE);
                    assertThat(freshness.confirmedAt())
                            .isEqualTo(clock.instant().minus(Duration.ofHours(23)));
                });
    }

    @Test
    void ignoresCacheOlderThanADay() {
        fakePersistentInventoryCache.write(scope(HERE, clock.instant().minus(Duration.ofHours(25))));

        assertNothingRestored();
    }

    @Test
    void ignoresCacheFromTheFuture() {
        fakePersistentInventoryCache.write(scope(HERE, clock.instant().plus(Duration.ofHours(1))));

        assertNothingRestored();
    }

    @Test
    void ignoresCacheOfAnotherCloudWithTheSameName() {
        fakePersistentInventoryCache.write(scope("http://elsewhere/v3 RegionOne", clock.instant()));

        assertNothingRestored();
    }

    private void assertNothingRestored() {
        assertThat(cloudInventoryCacheUpdater.restore()).isEmpty();
        assertThat(inMemoryInventoryStore.snapshot().servers()).isEmpty();
        assertThat(fakePersistentInventoryCache.read(ServerBuilder.CLOUD)).isEmpty();
    }

    private static InventoryCacheEntry scope(String address, Instant confirmedAt) {
        Server web = ServerBuilder.named("web").build();
        return new InventoryCacheEntry(STAFF, address, confirmedAt, web.updated(), List.of(web));
    }

    private void askAndKeepFor(Duration time) {
        for (Duration gone = Duration.ZERO;
                gone.compareTo(time) < 0;
                gone = gone.plus(CloudInventoryCacheUpdater.WRITE_INTERVAL)) {
            poller.poll();
            keep();
            clock.advance(CloudInventoryCacheUpdater.WRITE_INTERVAL);
        }
    }

    private void keep() {
        cloudInventoryCacheUpdater.write(() -> List.of(poller));
    }
}
