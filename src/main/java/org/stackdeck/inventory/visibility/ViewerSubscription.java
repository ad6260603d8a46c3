package org.stackdeck.inventory.visibility;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.CurrentChangeTime;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.polling.InventoryProperties;
import org.stackdeck.inventory.polling.PollDemandTracker;
import org.stackdeck.inventory.polling.loop.WakeUpSignal;

/**
 * Delivers changes to one viewer on a separate virtual thread, so that a slow or failing receiver does not delay
 * others. Changes that arrive during a delivery are merged. The subscription does not limit the rate of deliveries; the
 * receiver limits the updates of a page.
 */
public final class ViewerSubscription implements PausableSubscription {

    private static final Logger log = LoggerFactory.getLogger(ViewerSubscription.class);

    private static final Duration MAX_PAUSE_WAIT = Duration.ofHours(1);

    private static final int MAX_BACK_OFF_FACTOR = 30;

    private final UserId viewer;
    private final @Nullable ServerKey server;
    private final VisibleServersTracker visibleServersTracker;
    private final Consumer<VisibleServersUpdate> receiver;
    private final InventoryProperties inventoryProperties;
    private final PollDemandTracker pollDemandTracker;
    private final Consumer<ViewerSubscription> onClosed;
    private final WakeUpSignal wakeUpSignal = new WakeUpSignal();
    private volatile Status status = Status.PAUSED;
    /** Value of {@link System#nanoTime} at the first change that has not been delivered; 0 for none. */
    private final AtomicLong changedAt = new AtomicLong();

    private int failures;

    private enum Status {
        ACTIVE,
        PAUSED,
        CLOSED
    }

    /** @param server the server whose page the viewer has opened; null for a list of servers */
    public ViewerSubscription(
            UserId viewer,
            @Nullable ServerKey server,
            VisibleServersTracker visibleServersTracker,
            Consumer<VisibleServersUpdate> receiver,
            InventoryProperties inventoryProperties,
            PollDemandTracker pollDemandTracker,
            Consumer<ViewerSubscription> ended) {
        this.viewer = viewer;
        this.server = server;
        this.visibleServersTracker = visibleServersTracker;
        this.receiver = receiver;
        this.inventoryProperties = inventoryProperties;
        this.pollDemandTracker = pollDemandTracker;
        this.onClosed = ended;
    }

    public void start() {
        changeStatus(Status.ACTIVE);
        Thread.ofVirtual().name("inventory-updates-" + viewer).start(this::run);
    }

    public boolean belongsTo(UserId user) {
        return viewer.equals(user);
    }

    /** Wakes the delivery thread, which delivers pending changes. Does nothing unless the subscription is active. */
    public void wake() {
        if (status == Status.ACTIVE) {
            changedAt.compareAndSet(0, System.nanoTime());
            wakeUpSignal.raise();
        }
    }

    @Override
    public void pause() {
        changeStatus(Status.PAUSED);
    }

    @Override
    public void resume() {
        changeStatus(Status.ACTIVE);
    }

    @Override
    public void close() {
        changeStatus(Status.CLOSED);
        onClosed.accept(this);
    }

    private void changeStatus(Status next) {
        boolean looked;
        synchronized (this) {
            if (status == Status.CLOSED || status == next) {
                return;
            }
            looked = status == Status.ACTIVE;
            status = next;
            // A pause does not count as a delay.
            changedAt.set(0);
        }
        if (looked) {
            pollDemandTracker.viewerClosed();
            if (server != null) {
                pollDemandTracker.serverClosed(server);
            }
        } else if (next == Status.ACTIVE) {
            pollDemandTracker.viewerOpened();
            if (server != null) {
                pollDemandTracker.serverOpened(server);
            }
        }
        wakeUpSignal.raise();
    }

    private void run() {
        try {
            while (status != Status.CLOSED) {
                if (status == Status.PAUSED) {
                    wakeUpSignal.await(MAX_PAUSE_WAIT);
                } else if (!deliver()) {
                    waitWhileActive(backOff());
                } else {
                    // Wakes up periodically, because the start and end of a grant's validity trigger no event.
                    wakeUpSignal.await(inventoryProperties.recheck());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Delivers pending changes. Returns false if the delivery failed. */
    private boolean deliver() {
        try {
            long changed = changedAt.getAndSet(0);
            if (changed == 0) {
                visibleServersTracker.deliverChanges(receiver);
            } else {
                CurrentChangeTime.run(changed, () -> visibleServersTracker.deliverChanges(receiver));
            }
            failures = 0;
            return true;
        } catch (RuntimeException | Error e) {
            if (failures++ == 0 && status != Status.CLOSED) {
                log.warn("Could not deliver an inventory update to a viewer", e);
            }
            return false;
        }
    }

    private Duration backOff() {
        return inventoryProperties.recheck().multipliedBy(Math.min(1L << Math.min(failures, 10), MAX_BACK_OFF_FACTOR));
    }

    /**
     * Waits until the time has elapsed or the subscription is no longer active. A change of the inventory does not end
     * the wait.
     */
    private void waitWhileActive(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && status == Status.ACTIVE; left = end - System.nanoTime()) {
            wakeUpSignal.await(Duration.ofNanos(left));
        }
    }
}
