package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.Freshness.Source;

/** Keeps one scope known: a full list first, unless its servers were kept over the restart, then what changed since. */
final class ScopeWatcher {

    /** {@code changes-since} has a grain of a second, and a row may become visible a little after its time. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    /** So that a full list, which may take Nova long, does not hold up the first answer after a restart. */
    private static final Duration LIST_AFTER_RESTART = Duration.ofSeconds(5);

    private final ScopeKey key;
    private final WatchTools tools;
    private final Clock clock;
    private final Failures failures;
    private final Reconciler reconciler;

    private volatile Compute compute;
    private volatile @Nullable Instant watermark;
    private volatile @Nullable Instant confirmed;
    private volatile Duration took = Duration.ZERO;
    private volatile double spread = 1;
    private volatile Instant asked = Instant.MIN;
    private volatile Instant notBefore = Instant.MIN;

    /**
     * How far the scope is known.
     *
     * @param watermark what to ask for changes from, by Nova's clock
     * @param confirmedAt when Nova last answered, by ours
     */
    record Position(Instant watermark, Instant confirmedAt) {}

    /** @param kept what to ask for changes from when the servers were kept over a restart, else null */
    ScopeWatcher(Compute compute, WatchTools tools, @Nullable Instant kept) {
        this.compute = compute;
        this.key = ScopeKey.of(compute.scope());
        this.tools = tools;
        this.clock = tools.clock();
        this.failures = new Failures("watching " + compute.scope().label(), tools.pace());
        this.reconciler = new Reconciler(key, compute.scope().label(), tools);
        tools.ledger().serve(key);
        tools.health().add(key);
        watermark = kept;
        if (kept != null) {
            reconciler.notBefore(clock.instant().plus(LIST_AFTER_RESTART));
        }
    }

    ScopeKey key() {
        return key;
    }

    /** Empty until Nova answered once. */
    Optional<Position> position() {
        Instant at = confirmed;
        Instant from = watermark;
        return at == null || from == null ? Optional.empty() : Optional.of(new Position(from, at));
    }

    /** From now on through this way, for instance with another entry's credential. */
    void through(Compute other) {
        compute = other;
    }

    /** How long until the next question, given who is interested right now; zero or less when it is due. */
    Duration dueIn() {
        Instant now = clock.instant();
        if (asked.equals(Instant.MIN)) {
            return Duration.ZERO;
        }
        Instant byPace = asked.plus(Pace.times(plannedPace(), spread));
        return Duration.between(now, byPace.isAfter(notBefore) ? byPace : notBefore);
    }

    /** Asks once; a failure changes nothing but the freshness. */
    void ask() {
        try {
            Instant began = clock.instant();
            Instant known = watermark;
            Source source = known == null ? Source.LIST : Source.CHANGES;
            if (known == null) {
                listFirst(began);
            } else {
                askForChanges(known, began);
            }
            failures.end();
            notBefore = Instant.MIN;
            Instant now = clock.instant();
            confirmed = now;
            tools.health().scope(key, health -> health.confirmed(now, plannedPace(), source));
            reconciler.runIfDue(compute);
        } catch (RuntimeException | Error e) {
            Freshness.Problem problem = failures.add(e, clock.instant());
            notBefore = problem.nextTry();
            tools.health().scope(key, health -> health.failed(problem));
        }
        asked = clock.instant();
        spread = tools.pace().spread();
    }

    /** Asks about one server, whatever the pace. Returns whether the scope knows it. */
    boolean ask(ServerId id, boolean ours) {
        long tick = tools.ledger().asking();
        try {
            var answer = compute.server(id);
            answer.ifPresent(server -> tools.ledger().learn(key, tick, List.of(server)));
            if (answer.isEmpty() && ours) {
                tools.ledger().learnGone(key, tick, new ServerKey(key.cloud(), id));
            }
            return answer.isPresent();
        } catch (CloudException e) {
            Instant now = clock.instant();
            String message = e.getMessage() == null ? "" : e.getMessage();
            Freshness.Problem problem = new Freshness.Problem(e.category(), message, now, now.plus(dueIn()));
            tools.health().scope(key, health -> health.problem() == null ? health.failed(problem) : health);
            return false;
        }
    }

    private void listFirst(Instant began) {
        long learnedBefore = compute.learnedLate();
        Instant newest = new FullList(key, tools.ledger())
                .run(compute, received -> tools.health().scope(key, health -> health.loading(received)));
        Duration listed = since(began);
        // What changed while the list ran may be older than the newest change in it: go back by as long as it took.
        watermark = newest.minus(listed);
        reconciler.listed(listed, learnedBefore);
    }

    private void askForChanges(Instant known, Instant began) {
        long tick = tools.ledger().asking();
        Compute.Listing answer = compute.changesSince(known.minus(OVERLAP));
        took = since(began);
        tools.ledger().learn(key, tick, answer.servers());
        if (!answer.servers().isEmpty()) {
            Instant newest = answer.watermark().minus(took);
            watermark = newest.isAfter(known) ? newest : known;
        }
    }

    private Duration plannedPace() {
        return tools.pace().between(tools.attention().in(key), tools.health().scopes(), took);
    }

    private Duration since(Instant began) {
        Duration gone = Duration.between(began, clock.instant());
        return gone.isNegative() ? Duration.ZERO : gone;
    }
}
