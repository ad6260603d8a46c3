package org.stackdeck.inventory;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.stackdeck.cloud.CloudName;

/**
 * What the watchers of one cloud share.
 *
 * @param clock for times that a person reads
 * @param steady for how long something takes or is waited for: nothing may depend on the machine's clock being set
 * @param notified whether the cloud tells of changes by itself now
 * @param lists runs full lists beside the changes, one at a time so that a cloud never has to answer two at once
 * @param firstLists so many first lists at once, so that the first is whole soon
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

    /** @param lists to be shut down by whoever made it */
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
