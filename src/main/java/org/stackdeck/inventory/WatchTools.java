package org.stackdeck.inventory;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.stackdeck.cloud.CloudName;

/**
 * What the watchers of one cloud share.
 *
 * @param lists runs full lists beside the changes, one at a time so that a cloud never has to answer two at once
 */
record WatchTools(Ledger ledger, CloudHealth health, Attention attention, Pace pace, Clock clock, Executor lists) {

    static WatchTools of(CloudName cloud, Ledger ledger, Attention attention, Pace pace, Clock clock) {
        Executor lists = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("list " + cloud).factory());
        return new WatchTools(ledger, new CloudHealth(cloud, ledger), attention, pace, clock, lists);
    }
}
