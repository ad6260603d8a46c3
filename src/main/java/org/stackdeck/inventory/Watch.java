package org.stackdeck.inventory;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Turns;

/**
 * Delivers changes to one viewer on a separate virtual thread, so that a slow or failing receiver does not delay
 * others. Changes that arrive in the meantime are merged into one delivery.
 */
final class Watch implements Watching {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private static final Duration UNTIL_RESUMED = Duration.ofHours(1);

    private static final int LONGEST_PAUSE_IN_RECHECKS = 30;
    private static final int MOST_IN_FOUR_GAPS = 4;

    private final UserId viewer;
    private final Viewpoint viewpoint;
    private final Consumer<View> receiver;
    private final InventorySettings settings;
    private final Attention attention;
    private final Consumer<Watch> ended;
    private final Signal signal = new Signal();
    private final Turns turns;
    private volatile Standing standing = Standing.PAUSED;
    private int failures;

    private enum Standing {
        LOOKING,
        PAUSED,
        CLOSED
    }

    Watch(
            UserId viewer,
            Viewpoint viewpoint,
            Consumer<View> receiver,
            InventorySettings settings,
            Attention attention,
            Consumer<Watch> ended) {
        this.viewer = viewer;
        this.viewpoint = viewpoint;
        this.receiver = receiver;
        this.settings = settings;
        this.attention = attention;
        this.ended = ended;
        this.turns = new Turns(MOST_IN_FOUR_GAPS, settings.deliveryGap().multipliedBy(MOST_IN_FOUR_GAPS));
    }

    void start() {
        become(Standing.LOOKING);
        Thread.ofVirtual().name("inventory-updates-" + viewer).start(this::run);
    }

    boolean of(UserId user) {
        return viewer.equals(user);
    }

    /** There may be changes to deliver. */
    void wake() {
        if (standing == Standing.LOOKING) {
            signal.raise();
        }
    }

    @Override
    public void pause() {
        become(Standing.PAUSED);
    }

    @Override
    public void resume() {
        become(Standing.LOOKING);
    }

    @Override
    public void close() {
        become(Standing.CLOSED);
        ended.accept(this);
    }

    private void become(Standing next) {
        boolean looked;
        synchronized (this) {
            if (standing == Standing.CLOSED || standing == next) {
                return;
            }
            looked = standing == Standing.LOOKING;
            standing = next;
        }
        if (looked) {
            attention.closed();
        } else if (next == Standing.LOOKING) {
            attention.opened();
        }
        signal.raise();
    }

    private void run() {
        try {
            while (standing != Standing.CLOSED) {
                if (standing == Standing.PAUSED) {
                    signal.await(UNTIL_RESUMED);
                } else if (told()) {
                    rest(failures == 0 ? turns.untilNext(System.nanoTime()) : pauseAfterFailures());
                } else {
                    // Wakes up periodically, because the start and end of a grant's validity trigger no event.
                    signal.await(settings.recheck());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean told() {
        try {
            boolean news = viewpoint.tell(receiver);
            failures = 0;
            if (news) {
                turns.take(System.nanoTime());
            }
            return news;
        } catch (RuntimeException | Error e) {
            if (failures++ == 0 && standing != Standing.CLOSED) {
                log.warn("Could not deliver an inventory update to a viewer", e);
            }
            return true;
        }
    }

    private Duration pauseAfterFailures() {
        return settings.recheck().multipliedBy(Math.min(1L << Math.min(failures, 10), LONGEST_PAUSE_IN_RECHECKS));
    }

    /** Waits until the time has elapsed or the subscription is no longer active. A change does not end the wait. */
    private void rest(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && standing == Standing.LOOKING; left = end - System.nanoTime()) {
            signal.await(Duration.ofNanos(left));
        }
    }
}
