package org.stackdeck.inventory.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Loads a full list of a scope periodically, for changes that {@code changes-since} does not report (addresses and
 * tags). While users view the inventory and the cloud sends no notifications, the next list
 * follows soon after a quick one. Runs concurrently with the polls for changes, so that a list that takes seconds does
 * not delay them.
 */
final class FullListScheduler {

    private final ScopeKey key;
    private final PollingContext context;
    private final PollFailureTracker pollFailureTracker;
    private final ImageNameUpdater imageNameUpdater;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Duration took = Duration.ZERO;
    /**
     * The shorter duration of the last two lists, because single slow responses are frequent. Zero after the first
     * list, which includes the start of connections and is often the slowest.
     */
    private volatile Duration usuallyTook = Duration.ZERO;

    /** Number of requests of the last list. */
    private volatile int requests = 1;

    private volatile Instant last = Instant.MIN;
    private volatile Instant notBefore = Instant.MIN;
    private volatile boolean requested;

    FullListScheduler(ScopeKey key, String label, PollingContext context) {
        this.imageNameUpdater = new ImageNameUpdater(key, context);
        this.key = key;
        this.context = context;
        this.pollFailureTracker = new PollFailureTracker("full list of " + label, context.intervals());
    }

    /**
     * Records that a full list was loaded, by this scheduler or by the {@link ScopePoller}.
     *
     * @param began start of the request, by the local clock
     * @param listed the duration, including the waits for the rate limiter
     * @param pages the waits before the requests of the list
     * @param nameChangesBefore {@link ComputeClient#imageNameChangeCount()} before the request
     */
    void recordList(Instant began, Duration listed, TimedRateLimiterWait pages, long nameChangesBefore) {
        Duration itTook = pages.withoutWait(listed);
        requests = pages.requests();
        imageNameUpdater.recordList(nameChangesBefore);
        if (!last.equals(Instant.MIN)) {
            usuallyTook = itTook.compareTo(took) < 0 ? itTook : took;
        }
        took = itTook;
        last = context.monotonicClock().instant();
        context.health().updateScope(key, scopeHealth -> scopeHealth.listed(began));
    }

    /** Requests a full list as early as the duration of the last one permits. */
    void request() {
        requested = true;
    }

    /** Suppresses full lists for the given time. */
    void postpone(Duration time) {
        notBefore = context.monotonicClock().instant().plus(time);
    }

    /** Requests the names of images, unless no user views servers: then the next poll does it. */
    void refreshImageNames(ComputeClient compute) {
        if (context.demandTracker().hasViewers()) {
            imageNameUpdater.refresh(compute);
        }
    }

    void runIfDue(ComputeClient compute) {
        imageNameUpdater.runIfChanged(compute);
        Instant now = context.monotonicClock().instant();
        boolean due = !now.isBefore(last.plus(interval(requested))) && !now.isBefore(notBefore);
        if (due && running.compareAndSet(false, true)) {
            try {
                context.listExecutor().execute(() -> {
                    try {
                        run(compute);
                    } finally {
                        running.set(false);
                    }
                });
            } catch (RejectedExecutionException e) {
                // The inventory was stopped in the meantime.
                running.set(false);
            }
        }
    }

    private Duration interval(boolean early) {
        int scopes = context.health().scopeCount();
        Duration regular = context.demandTracker().hasViewers()
                        && !context.notificationsActive().getAsBoolean()
                ? context.intervals().quickListInterval(scopes, requests, took, usuallyTook)
                : context.intervals().listInterval(context.demandTracker().demandFor(key), scopes, took);
        // After a single slow list, the regular interval can be shorter.
        return early ? shorter(context.intervals().earlyListInterval(scopes, requests, took), regular) : regular;
    }

    private static Duration shorter(Duration first, Duration second) {
        return first.compareTo(second) < 0 ? first : second;
    }

    private void run(ComputeClient compute) {
        requested = false;
        Instant displayed = context.clock().instant();
        Instant began = context.monotonicClock().instant();
        TimedRateLimiterWait timedRateLimiterWait = new TimedRateLimiterWait(context.rateLimiter());
        long nameChangesBefore = compute.imageNameChangeCount();
        try {
            new FullListLoader(key, context.store()).run(compute, timedRateLimiterWait, received -> {});
            recordList(
                    displayed,
                    Duration.between(began, context.monotonicClock().instant()),
                    timedRateLimiterWait,
                    nameChangesBefore);
            pollFailureTracker.recordSuccess();
        } catch (CancellationException e) {
            // The inventory was stopped in the meantime.
        } catch (RuntimeException | Error e) {
            // Changes are still polled; only addresses and tags may be outdated, and the next attempt is soon.
            requested = true;
            Instant now = context.clock().instant();
            Freshness.Problem problem = pollFailureTracker.recordFailure(e, now);
            notBefore = context.monotonicClock().instant().plus(Duration.between(now, problem.nextTry()));
        }
    }
}
