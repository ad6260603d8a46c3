package org.stackdeck.inventory;

import java.time.Clock;
import java.util.concurrent.Executor;
import org.stackdeck.cloud.CloudName;

/**
 * What the watchers of one cloud share.
 *
 * @param lists runs full lists beside the changes, one at a time so that a cloud never has to answer two at once
 */
record WatchTools(Ledger ledger, CloudHealth health, Attention attention, Pace pace, Clock clock, Executor lists) {

    /** @param lists to be shut down by whoever made it */
    static WatchTools of(CloudName cloud, Ledger ledger, Attention attention, Pace pace, Clock clock, Executor lists) {
        return new WatchTools(ledger, new CloudHealth(cloud, ledger), attention, pace, clock, lists);
    }
}
