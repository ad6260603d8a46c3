package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.stackdeck.cloud.Compute;

/**
 * Lists a scope in full now and then, for what {@code changes-since} does not tell (addresses, tags, names of images that
 * came late). Runs beside the questions for changes, so that a list that takes seconds does not hold them up.
 */
final class Reconciler {

    private final ScopeKey key;
    private final WatchTools tools;
    private final Failures failures;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Duration took = Duration.ZERO;
    private volatile Instant last = Instant.MIN;
    private volatile Instant notBefore = Instant.MIN;
    /** What the newest list could tell; see {@link Compute#learnedLate()}. */
    private volatile long learned;

    Reconciler(ScopeKey key, String label, WatchTools tools) {
        this.key = key;
        this.tools = tools;
        this.failures = new Failures("full list of " + label, tools.pace());
    }

    /**
     * A full list was just made by someone else.
     *
     * @param learnedBefore {@link Compute#learnedLate()} before it was asked for
     */
    void listed(Duration itTook, long learnedBefore) {
        learned = learnedBefore;
        took = itTook;
        last = tools.steady().instant();
    }

    /** No list is needed for so long. */
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
                // The inventory was stopped meanwhile.
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
            // The inventory was stopped meanwhile.
        } catch (RuntimeException | Error e) {
            // Changes are still told; only addresses and tags may be older, and the next try is soon.
            Instant now = tools.clock().instant();
            Freshness.Problem problem = failures.add(e, now);
            notBefore = tools.steady().instant().plus(Duration.between(now, problem.nextTry()));
        }
    }
}
