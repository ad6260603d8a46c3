package org.stackdeck.inventory.polling;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.platform.MutableClock;

/** Creates polling contexts. Their time advances only when a test advances the clock or a rate limiter waits. */
final class TestPollingContexts {

    private TestPollingContexts() {}

    static PollingContext of(
            InMemoryInventoryStore inMemoryInventoryStore,
            PollDemandTracker pollDemandTracker,
            MutableClock clock,
            Executor lists) {
        return of(inMemoryInventoryStore, pollDemandTracker, clock, clock, lists);
    }

    static PollingContext of(
            InMemoryInventoryStore inMemoryInventoryStore,
            PollDemandTracker pollDemandTracker,
            MutableClock clock,
            BooleanSupplier notified,
            Executor lists) {
        return of(inMemoryInventoryStore, pollDemandTracker, clock, clock, notified, lists);
    }

    static PollingContext of(
            InMemoryInventoryStore inMemoryInventoryStore,
            PollDemandTracker pollDemandTracker,
            MutableClock clock,
            MutableClock steady,
            Executor lists) {
        return of(inMemoryInventoryStore, pollDemandTracker, clock, steady, () -> false, lists);
    }

    private static PollingContext of(
            InMemoryInventoryStore inMemoryInventoryStore,
            PollDemandTracker pollDemandTracker,
            MutableClock clock,
            MutableClock steady,
            BooleanSupplier notified,
            Executor lists) {
        return PollingContext.of(
                ServerBuilder.CLOUD,
                inMemoryInventoryStore,
                pollDemandTracker,
                new PollIntervalCalculator(TestInventoryProperties.DEFAULTS, () -> 0),
                new PollRateLimiter(TestInventoryProperties.DEFAULTS.callsPerSecond(), steady, steady::advance),
                clock,
                steady,
                notified,
                lists);
    }
}
