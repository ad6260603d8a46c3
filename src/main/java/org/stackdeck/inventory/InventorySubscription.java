package org.stackdeck.inventory;

import org.stackdeck.platform.Subscription;

/** A subscription that can be paused. */
public interface InventorySubscription extends Subscription {

    /** Stops deliveries and computations, and no longer increases the polling demand. */
    void pause();

    /** Resumes deliveries, beginning with the missed changes. */
    void resume();
}
