package org.stackdeck.inventory;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.stackdeck.cloud.CloudName;

/**
 * Shared objects of the pollers of one cloud.
 *
 * @param clock for displayed times
 * @param steady for measuring durations, so that nothing depends on changes of the system time
 * @param notified whether notifications from the cloud are currently received
 * @param lists runs full lists concurrently with the polls; one at a time, so that a cloud never serves two at once
 * @param firstLists limits concurrent first lists, so that the first one completes soon
 */
record WatchTools(
        CloudName cloud,
        Ledger ledger,
        CloudHealth health,
        Attention attention,
        Pace pace,
        Budget budget,
        Clock clock,
        Clock steady,
        BooleanSupplier notified,
        Executor lists,
        Semaphore firstLists) {

    private static final int FIRST_LISTS = 2;

    /** @param lists to be shut down by the caller */
    static WatchTools of(
            CloudName cloud,
            Ledger ledger,
            Attention attention,
            Pace pace,
            Budget budget,
            Clock clock,
            Clock steady,
            BooleanSupplier notified,
            Executor lists) {
        return new WatchTools(
                cloud,
                ledger,
                new CloudHealth(cloud, ledger),
                attention,
                pace,
                budget,
                clock,
                steady,
                notified,
                lists,
                new Semaphore(FIRST_LISTS, true));
    }

    Crowd crowd() {
        return new Crowd(health.scopes(), attention.followed(cloud), attention.inOthers());
    }
}
