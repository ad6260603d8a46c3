package org.stackdeck.inventory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;

/**
 * Tells one viewer of changes, on a virtual thread of its own, so that a slow or failing receiver holds up nobody else.
 * However much happens meanwhile, it merges into one delivery.
 */
final class Watch implements Subscription {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private static final int LONGEST_PAUSE_IN_RECHECKS = 30;

    private final UserId viewer;
    private final Viewpoint viewpoint;
    private final Consumer<View> receiver;
    private final InventorySettings settings;
    private final Consumer<Watch> ended;
    private final Signal signal = new Signal();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int failures;

    Watch(
            UserId viewer,
            Viewpoint viewpoint,
            Consumer<View> receiver,
            InventorySettings settings,
            Consumer<Watch> ended) {
        this.viewer = viewer;
        this.viewpoint = viewpoint;
        this.receiver = receiver;
        this.settings = settings;
        this.ended = ended;
    }

    void start() {
        Thread.ofVirtual().name("tell " + viewer).start(this::run);
    }

    boolean of(UserId user) {
        return viewer.equals(user);
    }

    /** There may be news. */
    void wake() {
        signal.raise();
    }

    @Override
    public void close() {
        closed.countDown();
        signal.raise();
        ended.accept(this);
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                if (told()) {
                    rest(failures == 0 ? settings.deliveryGap() : pauseAfterFailures());
                } else {
                    // Not for ever: the validity of a grant begins and ends without anybody saying so.
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
            return news;
        } catch (RuntimeException | Error e) {
            if (failures++ == 0 && closed.getCount() > 0) {
                log.warn("a viewer could not be told", e);
            }
            return true;
        }
    }

    private Duration pauseAfterFailures() {
        return settings.recheck().multipliedBy(Math.min(1L << Math.min(failures, 10), LONGEST_PAUSE_IN_RECHECKS));
    }

    private void rest(Duration time) throws InterruptedException {
        boolean over = closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        if (over) {
            signal.raise();
        }
    }
}
