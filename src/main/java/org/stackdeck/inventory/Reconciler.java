package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.stackdeck.cloud.Compute;

/**
 * Loads a full list of a scope periodically, for changes that {@code changes-since} does not report (addresses, tags,
 * image names that arrived late). Runs concurrently with the polls for changes, so that a list that takes seconds does
 * not delay them.
 */
final class Reconciler {

    private final ScopeKey key;
    private final WatchTools tools;
    private final Failures failures;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Duration took = Duration.ZERO;
    private volatile Instant last = Instant.MIN;
    private volatile Instant notBefore = Instant.MIN;
    /** The late updates included in the latest list; see {@link Compute#learnedLate()}. */
    private volatile long learned;

    Reconciler(ScopeKey key, String label, WatchTools tools) {
        this.key = key;
        this.tools = tools;
        this.failures = new Failures("full list of " + label, tools.pace());
    }

    /**
     * Records that a full list was loaded elsewhere.
     *
     * @param learnedBefore {@link Compute#learnedLate()} before the request
     */
    void listed(Duration itTook, long learnedBefore) {
        learned = learnedBefore;
        took = itTook;
        last = tools.steady().instant();
    }

    /** Suppresses full lists for the given time. */
    void notWithin(Duration time) {
        notBefore = tools.steady().instant().plus(time);
    }

    void runIfDue(Compute compute) {
        Instant now = tools.steady().instant();
        Duration gap = tools.pace()
                .betweenLists(tools.attention().in(key), tools.health().scopes(), took);
        boolean old = !now.isBefore(last.plus(gap)) || compute.learnedLate() != learned;
        boolean due = old && !now.isBefore(notBefore);
        if (due && running.compareAndSet(false, true)) {
            try {
                tools.lists().execute(() -> {
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

    private void run(Compute compute) {
        Instant began = tools.steady().instant();
        Turns turns = new Turns(tools.budget());
        long learnedBefore = compute.learnedLate();
        try {
            new FullList(key, tools.ledger()).run(compute, turns, received -> {});
            listed(turns.of(Duration.between(began, tools.steady().instant())), learnedBefore);
            failures.end();
        } catch (CancellationException e) {
            // The inventory was stopped in the meantime.
        } catch (RuntimeException | Error e) {
            // Changes are still polled; only addresses and tags may be outdated, and the next attempt is soon.
            Instant now = tools.clock().instant();
            Freshness.Problem problem = failures.add(e, now);
            notBefore = tools.steady().instant().plus(Duration.between(now, problem.nextTry()));
        }
    }
}
