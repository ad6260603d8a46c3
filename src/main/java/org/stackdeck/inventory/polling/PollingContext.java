package org.stackdeck.inventory.polling;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.store.CloudHealthTracker;
import org.stackdeck.inventory.store.InMemoryInventoryStore;

/**
 * Objects that the pollers of one cloud share.
 *
 * @param clock for displayed times
 * @param monotonicClock for measuring durations independently of changes of the system time
 * @param notificationsActive whether notifications from the cloud are currently received
 * @param listExecutor runs full lists one at a time, concurrently with the polls
 * @param firstListPermits limits concurrent first lists, so that the first one completes soon
 */
public record PollingContext(
        CloudName cloud,
        InMemoryInventoryStore store,
        CloudHealthTracker health,
        PollDemandTracker demandTracker,
        PollIntervalCalculator intervals,
        PollRateLimiter rateLimiter,
        Clock clock,
        Clock monotonicClock,
        BooleanSupplier notificationsActive,
        Executor listExecutor,
        Semaphore firstListPermits) {

    private static final int MAX_CONCURRENT_FIRST_LISTS = 2;

    /** @param lists the executor for full lists; the caller shuts it down */
    public static PollingContext of(
            CloudName cloud,
            InMemoryInventoryStore inMemoryInventoryStore,
            PollDemandTracker pollDemandTracker,
            PollIntervalCalculator pollIntervalCalculator,
            PollRateLimiter pollRateLimiter,
            Clock clock,
            Clock steady,
            BooleanSupplier notified,
            Executor lists) {
        return new PollingContext(
                cloud,
                inMemoryInventoryStore,
                new CloudHealthTracker(cloud, inMemoryInventoryStore),
                pollDemandTracker,
                pollIntervalCalculator,
                pollRateLimiter,
                clock,
                steady,
                notified,
                lists,
                new Semaphore(MAX_CONCURRENT_FIRST_LISTS, true));
    }

    PollIntervalCalculator.CloudLoad scopeLoad() {
        return new PollIntervalCalculator.CloudLoad(
                health.scopeCount(), demandTracker.followedScopes(cloud), demandTracker.unfollowedDemand());
    }
}
