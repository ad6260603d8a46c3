package org.stackdeck.inventory;

import org.stackdeck.platform.Subscription;

public interface PausableSubscription extends Subscription {

    /** Stops deliveries and computations. A paused subscription does not increase the polling demand. */
    void pause();

    /** Resumes deliveries, beginning with the missed changes. */
    void resume();
}
