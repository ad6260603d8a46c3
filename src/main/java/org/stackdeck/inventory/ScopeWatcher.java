package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.Freshness.Source;

/** Polls one scope: first a full list, unless its servers were restored from the cache, then the changes. */
final class ScopeWatcher {

    /** Prevents a slow full list from delaying the first response after a restart. */
    private static final Duration LIST_AFTER_RESTART = Duration.ofSeconds(5);

    private final ScopeKey key;
    private final WatchTools tools;
    private final Clock clock;
    private final Clock steady;
    private final Failures failures;
    private final Reconciler reconciler;
    private final Question question;
    private final Rounds rounds = new Rounds();
    private final Watermark watermark;

    private volatile Compute compute;
    private volatile @Nullable Instant confirmed;
    private volatile Duration took = Duration.ZERO;
    private volatile double spread = 1;
    private volatile Instant asked = Instant.MIN;
    private volatile Instant ended = Instant.MIN;
    private volatile Instant notBefore = Instant.MIN;
    private volatile boolean urged;
    private volatile boolean remarked;

    /**
     * The progress of the polling.
     *
     * @param watermark from when to request changes, by Nova's clock
     * @param confirmedAt when Nova last responded, by the local clock
     */
    record Position(Instant watermark, Instant confirmedAt) {}

    /** @param kept from when to request changes if the servers were restored from the cache, else null */
    ScopeWatcher(Compute compute, WatchTools tools, @Nullable Instant kept) {
        this.compute = compute;
        this.key = ScopeKey.of(compute.scope());
        this.tools = tools;
        this.clock = tools.clock();
        this.steady = tools.steady();
        this.question = new Question(steady);
        this.failures = new Failures("polling of " + compute.scope().label(), tools.pace());
        this.reconciler = new Reconciler(key, compute.scope().label(), tools);
        tools.ledger().serve(key);
        tools.health().add(key);
        this.watermark = new Watermark(kept);
        if (kept != null) {
            reconciler.notWithin(LIST_AFTER_RESTART);
        }
    }

    ScopeKey key() {
        return key;
    }

    /** Empty until Nova has responded once. */
    Optional<Position> position() {
        Instant at = confirmed;
        return at == null ? Optional.empty() : watermark.reached().map(from -> new Position(from, at));
    }

    /** Replaces the client, for instance by one with another entry's credential. */
    void through(Compute other) {
        compute = other;
    }

    /** The time until the next poll at the current demand; zero or less if it is due. */
    Duration dueIn() {
        Instant now = steady.instant();
        if (asked.equals(Instant.MIN)) {
            return Duration.ZERO;
        }
        return Duration.between(now, later(urged ? now : byPace(), notBefore));
    }

    /**
     * Measured from request to request, so that the pace does not depend on the duration of the responses. A slow cloud
     * is not polled for twice the duration of its last response.
     */
    private Instant byPace() {
        Instant even = asked.plus(Pace.times(plannedPace(), spread));
        return remarked ? even : later(even, ended.plus(took.multipliedBy(2)));
    }

    /** The demand increased: publishes the planned pace again. */
    void plan() {
        tools.health().scope(key, health -> health.confirmedAt() == null ? health : health.paced(plannedPace()));
    }

    /** For logs and thread names. */
    String label() {
        return compute.scope().label();
    }

    boolean idle() {
        return tools.attention().in(key) == Interest.IDLE;
    }

    /** Requests an immediate poll after a change. The caller wakes the loop. */
    void urge() {
        urged = true;
    }

    /**
     * Requests an earlier poll after a change in a scope without demand, and an immediate one when the demand
     * increases.
     */
    void remark() {
        remarked = true;
    }

    /** After failures, no poll is due before this time. */
    Instant notBefore() {
        return notBefore;
    }

    /** The time between two polls while users view the inventory and the cloud sends no notifications. */
    Duration ordinaryPace() {
        return tools.pace().between(Interest.LOOKED_AT, tools.crowd(), took);
    }

    /** Polls once. A failure only changes the freshness. */
    void ask() {
        rounds.begin();
        try {
            askOnce();
        } finally {
            rounds.end();
        }
    }

    private void askOnce() {
        urged = false;
        remarked = false;
        Duration answering = Duration.ZERO;
        try {
            Instant known = watermark.reached().orElse(null);
            if (known == null) {
                listFirst();
            } else {
                askForChanges(known);
                answering = took;
            }
            failures.end();
            notBefore = Instant.MIN;
            Source source = known == null ? Source.LIST : told();
            question.ended();
            Instant now = clock.instant();
            confirmed = now;
            tools.health().scope(key, health -> health.confirmed(now, plannedPace(), source));
            reconciler.runIfDue(compute);
        } catch (CancellationException e) {
            question.ended();
            return;
        } catch (RuntimeException | Error e) {
            question.ended();
            Instant now = clock.instant();
            Freshness.Problem problem = failures.add(e, now);
            notBefore = steady.instant().plus(Duration.between(now, problem.nextTry()));
            tools.health().scope(key, health -> health.failed(problem));
        }
        ended = steady.instant();
        asked = ended.minus(answering);
        spread = tools.pace().spread();
    }

    /** To be called periodically: marks the displayed data as stale if the response is overdue. */
    void doubt() {
        question.overdue(took).ifPresent(waited -> {
            Instant now = clock.instant();
            Freshness.Problem overdue = new Freshness.Problem(
                    CloudException.Category.TIMEOUT,
                    label() + " has not answered for " + waited.toSeconds() + " s",
                    now.minus(waited),
                    now);
            // A response that arrives concurrently must not be marked as overdue.
            tools.health()
                    .scope(
                            key,
                            health ->
                                    health.problem() == null && question.underWay() ? health.doubted(overdue) : health);
        });
    }

    /** Returns whether the next poll will probably have ended within this time. */
    boolean answersWithin(Duration time) {
        Duration due = dueIn();
        return (due.isNegative() ? took : due.plus(took)).compareTo(time) < 0;
    }

    /** Waits until a poll that has not begun yet has ended, but at most {@code most}. */
    void awaitNext(Duration most) throws InterruptedException {
        rounds.awaitNext(most);
    }

    /** Requests one server immediately. Returns whether the scope contains it. */
    boolean ask(ServerId id, boolean ours) {
        tools.budget().spend();
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

    private void listFirst() {
        awaitPlace();
        try {
            long learnedBefore = compute.learnedLate();
            Turns turns = new Turns(tools.budget());
            Instant began = steady.instant();
            Instant newest = new FullList(key, tools.ledger())
                    .run(compute, turns, received -> tools.health().scope(key, health -> health.loading(received)));
            Duration listed = since(began);
            watermark.listed(newest, began, listed);
            reconciler.listed(turns.of(listed), learnedBefore);
        } finally {
            tools.firstLists().release();
        }
    }

    private void awaitPlace() {
        try {
            tools.firstLists().acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The inventory stops");
        }
    }

    private void askForChanges(Instant known) {
        Turns turns = new Turns(tools.budget());
        long tick = tools.ledger().asking();
        Instant began = steady.instant();
        Watermark.Asking asking = watermark.asking(known, began);
        Compute.Listing answer = compute.changesSince(asking.since(), () -> {
            turns.run();
            question.asked();
        });
        Duration whole = since(began);
        took = turns.of(whole);
        tools.ledger().learn(key, tick, answer.servers());
        watermark.answered(asking, answer.servers().size(), answer.watermark(), whole);
    }

    /**
     * Requests one server immediately because of a change hint.
     *
     * @throws CloudException if the request fails
     */
    void look(ServerId id) {
        ServerKey server = new ServerKey(key.cloud(), id);
        long tick = tools.ledger().asking();
        var answer = compute.server(id);
        // The project in a hint may be wrong, and an administrator's credential sees the servers of all projects.
        answer.filter(this::ours).ifPresent(found -> tools.ledger().learn(key, tick, List.of(found)));
        if (answer.isEmpty() && tools.ledger().owner(server).filter(key::equals).isPresent()) {
            tools.ledger().learnGone(key, tick, server);
        }
    }

    private boolean ours(Server server) {
        return key.project() == null || key.project().equals(server.project().id());
    }

    private Source told() {
        return tools.notified().getAsBoolean() ? Source.NOTIFICATIONS : Source.CHANGES;
    }

    private Duration plannedPace() {
        Interest interest = tools.attention().in(key);
        if (remarked && interest != Interest.IDLE) {
            return Duration.ZERO;
        }
        boolean seldom = interest == Interest.LOOKED_AT && tools.notified().getAsBoolean();
        return remarked || seldom
                ? tools.pace().whileNotified(tools.crowd(), took)
                : watermark.lively()
                        ? tools.pace().afterChanges(interest, tools.crowd(), took)
                        : tools.pace().between(interest, tools.crowd(), took);
    }

    private Duration since(Instant began) {
        return Duration.between(began, steady.instant());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
