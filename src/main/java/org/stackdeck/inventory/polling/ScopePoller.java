package org.stackdeck.inventory.polling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Compute;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Freshness.Source;
import org.stackdeck.inventory.store.ScopeKey;

/** Polls one scope: first a full list, unless its servers were restored from the cache, then the changes. */
final class ScopePoller {

    /** Delay of full lists after a restart, so that a slow list does not delay the first response. */
    private static final Duration LIST_DELAY_AFTER_RESTART = Duration.ofSeconds(5);

    private final ScopeKey key;
    private final PollingContext context;
    private final Clock clock;
    private final Clock steady;
    private final PollFailureTracker pollFailureTracker;
    private final FullListScheduler fullListScheduler;
    private final OverduePollDetector inFlightPoll;
    private final PollCompletionSignal pollCompletionSignal = new PollCompletionSignal();
    private final ChangesSinceTracker changesSinceTracker;

    private volatile Compute compute;
    private volatile @Nullable Instant confirmedAt;
    private volatile Duration took = Duration.ZERO;
    private volatile double jitterFactor = 1;
    private volatile Instant requestedAt = Instant.MIN;
    private volatile Instant endedAt = Instant.MIN;
    private volatile Instant notBefore = Instant.MIN;
    private volatile boolean pollNowRequested;
    private volatile boolean pollSoonRequested;

    /**
     * The progress of the polling.
     *
     * @param watermark time from which to request changes, by Nova's clock
     * @param confirmedAt when Nova last responded, by the local clock
     */
    record Position(Instant watermark, Instant confirmedAt) {}

    /** @param kept time from which to request changes if the servers were restored from the cache, otherwise null */
    ScopePoller(Compute compute, PollingContext context, @Nullable Instant kept) {
        this.compute = compute;
        this.key = ScopeKey.of(compute.scope());
        this.context = context;
        this.clock = context.clock();
        this.steady = context.monotonicClock();
        this.inFlightPoll = new OverduePollDetector(steady);
        this.pollFailureTracker =
                new PollFailureTracker("polling of " + compute.scope().label(), context.intervals());
        this.fullListScheduler = new FullListScheduler(key, compute.scope().label(), context);
        context.store().addScope(key);
        context.health().add(key);
        this.changesSinceTracker = new ChangesSinceTracker(kept);
        if (kept != null) {
            fullListScheduler.postpone(LIST_DELAY_AFTER_RESTART);
        }
    }

    ScopeKey key() {
        return key;
    }

    /** Returns empty until Nova has responded once. */
    Optional<Position> position() {
        Instant at = confirmedAt;
        return at == null ? Optional.empty() : changesSinceTracker.value().map(from -> new Position(from, at));
    }

    /** Replaces the client, for instance by one that uses the credential of another entry. */
    void setCompute(Compute other) {
        compute = other;
    }

    /** The time until the next poll at the current demand; zero or less if it is due. */
    Duration dueIn() {
        Instant now = steady.instant();
        if (requestedAt.equals(Instant.MIN)) {
            return Duration.ZERO;
        }
        return Duration.between(now, later(pollNowRequested ? now : nextRegularPoll(), notBefore));
    }

    /**
     * Returns the time of the next regular poll. It is measured from request to request, so that the pace does not
     * depend on the duration of the responses. A slow cloud is not polled for twice the duration of its last response.
     */
    private Instant nextRegularPoll() {
        Instant even = requestedAt.plus(PollIntervals.scale(plannedInterval(), jitterFactor));
        return pollSoonRequested ? even : later(even, endedAt.plus(took.multipliedBy(2)));
    }

    /** Publishes the planned pace again after the demand has increased. */
    void publishPace() {
        context.health()
                .updateScope(
                        key,
                        scopeHealth -> scopeHealth.confirmedAt() == null
                                ? scopeHealth
                                : scopeHealth.withPace(plannedInterval()));
    }

    /** For logs and thread names. */
    String label() {
        return compute.scope().label();
    }

    boolean isIdle() {
        return context.demandTracker().demandFor(key) == PollDemandLevel.IDLE;
    }

    /** Requests an immediate poll after a change. The caller wakes the loop. */
    void pollNow() {
        pollNowRequested = true;
    }

    /**
     * Requests an earlier poll after a change in a scope without demand. If the demand increases before that poll, the
     * poll is due immediately.
     */
    void pollSoon() {
        pollSoonRequested = true;
    }

    /** Returns the time before which no poll is due after failures. */
    Instant notBefore() {
        return notBefore;
    }

    /** The time between two polls while users view the inventory and the cloud sends no notifications. */
    Duration regularInterval() {
        return context.intervals().interval(PollDemandLevel.VIEWED, context.scopeLoad(), took);
    }

    /** Polls once. Does not throw: a failure is reported in the freshness. */
    void poll() {
        pollCompletionSignal.begin();
        try {
            pollOnce();
        } finally {
            pollCompletionSignal.end();
        }
    }

    private void pollOnce() {
        pollNowRequested = false;
        pollSoonRequested = false;
        Duration answering = Duration.ZERO;
        try {
            Instant known = changesSinceTracker.value().orElse(null);
            if (known == null) {
                loadFirstList();
            } else {
                requestChanges(known);
                answering = took;
            }
            pollFailureTracker.recordSuccess();
            notBefore = Instant.MIN;
            Source source = known == null ? Source.LIST : currentSource();
            inFlightPoll.finished();
            Instant now = clock.instant();
            confirmedAt = now;
            context.health().updateScope(key, scopeHealth -> scopeHealth.confirmed(now, plannedInterval(), source));
            fullListScheduler.runIfDue(compute);
        } catch (CancellationException e) {
            inFlightPoll.finished();
            return;
        } catch (RuntimeException | Error e) {
            inFlightPoll.finished();
            Instant now = clock.instant();
            Freshness.Problem problem = pollFailureTracker.recordFailure(e, now);
            notBefore = steady.instant().plus(Duration.between(now, problem.nextTry()));
            context.health().updateScope(key, scopeHealth -> scopeHealth.failed(problem));
        }
        endedAt = steady.instant();
        requestedAt = endedAt.minus(answering);
        jitterFactor = context.intervals().jitterFactor();
    }

    /** Marks the displayed data as stale if the response is overdue. Called periodically. */
    void checkOverdue() {
        inFlightPoll.overdueTime(took).ifPresent(waited -> {
            Instant now = clock.instant();
            Freshness.Problem overdue = new Freshness.Problem(
                    CloudException.Category.TIMEOUT,
                    label() + " has not answered for " + waited.toSeconds() + " s",
                    now.minus(waited),
                    now);
            // A response that arrives concurrently must not be marked as overdue.
            context.health()
                    .updateScope(
                            key,
                            scopeHealth -> scopeHealth.problem() == null && inFlightPoll.isInFlight()
                                    ? scopeHealth.overdue(overdue)
                                    : scopeHealth);
        });
    }

    /** Returns whether the next poll is expected to end within this time. */
    boolean isNextPollWithin(Duration time) {
        Duration due = dueIn();
        return (due.isNegative() ? took : due.plus(took)).compareTo(time) < 0;
    }

    /** Waits until the next poll has started and ended, but at most {@code most}. */
    void awaitNextPoll(Duration most) throws InterruptedException {
        pollCompletionSignal.awaitNext(most);
    }

    /**
     * Requests one server immediately. Returns whether the scope contains it; false if the request fails.
     *
     * @param ours whether the server is known to belong to the scope; if so, it is recorded as deleted if it is not
     *     found
     */
    boolean refresh(ServerId id, boolean ours) {
        context.rateLimiter().recordUrgent();
        long tick = context.store().nextTick();
        try {
            var answer = compute.server(id);
            answer.ifPresent(server -> context.store().recordServers(key, tick, List.of(server)));
            if (answer.isEmpty() && ours) {
                context.store().recordDeleted(key, tick, new ServerKey(key.cloud(), id));
            }
            return answer.isPresent();
        } catch (CloudException e) {
            Instant now = clock.instant();
            String message = e.getMessage() == null ? "" : e.getMessage();
            Freshness.Problem problem = new Freshness.Problem(e.category(), message, now, now.plus(dueIn()));
            context.health()
                    .updateScope(
                            key,
                            scopeHealth -> scopeHealth.problem() == null ? scopeHealth.failed(problem) : scopeHealth);
            return false;
        }
    }

    private void loadFirstList() {
        acquireFirstListPermit();
        try {
            long learnedBefore = compute.lateUpdateCount();
            RateLimiterWaitTimer rateLimiterWaitTimer = new RateLimiterWaitTimer(context.rateLimiter());
            Instant began = steady.instant();
            Instant newest = new FullListLoader(key, context.store())
                    .run(
                            compute,
                            rateLimiterWaitTimer,
                            received ->
                                    context.health().updateScope(key, scopeHealth -> scopeHealth.loading(received)));
            Duration listed = elapsedSince(began);
            changesSinceTracker.recordList(newest, began, listed);
            fullListScheduler.recordList(rateLimiterWaitTimer.withoutWait(listed), learnedBefore);
        } finally {
            context.firstListPermits().release();
        }
    }

    private void acquireFirstListPermit() {
        try {
            context.firstListPermits().acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The inventory is shutting down");
        }
    }

    private void requestChanges(Instant known) {
        RateLimiterWaitTimer rateLimiterWaitTimer = new RateLimiterWaitTimer(context.rateLimiter());
        long tick = context.store().nextTick();
        Instant began = steady.instant();
        ChangesSinceTracker.ChangesRequest changesRequest = changesSinceTracker.nextRequest(known, began);
        Compute.ServerListing answer = compute.changesSince(changesRequest.since(), () -> {
            rateLimiterWaitTimer.run();
            inFlightPoll.pageRequested();
        });
        Duration whole = elapsedSince(began);
        took = rateLimiterWaitTimer.withoutWait(whole);
        context.store().recordServers(key, tick, answer.servers());
        changesSinceTracker.recordAnswer(changesRequest, answer.servers().size(), answer.watermark(), whole);
    }

    /**
     * Requests one server immediately because of a change hint.
     *
     * @throws CloudException if the request fails
     */
    void refreshHinted(ServerId id) {
        ServerKey server = new ServerKey(key.cloud(), id);
        long tick = context.store().nextTick();
        var answer = compute.server(id);
        // The project in a hint may be wrong, and an administrator's credential sees the servers of all projects.
        answer.filter(this::belongsToScope)
                .ifPresent(found -> context.store().recordServers(key, tick, List.of(found)));
        if (answer.isEmpty()
                && context.store().scopeOf(server).filter(key::equals).isPresent()) {
            context.store().recordDeleted(key, tick, server);
        }
    }

    private boolean belongsToScope(Server server) {
        return key.project() == null || key.project().equals(server.project().id());
    }

    private Source currentSource() {
        return context.notificationsActive().getAsBoolean() ? Source.NOTIFICATIONS : Source.CHANGES;
    }

    private Duration plannedInterval() {
        PollDemandLevel pollDemandLevel = context.demandTracker().demandFor(key);
        if (pollSoonRequested && pollDemandLevel != PollDemandLevel.IDLE) {
            return Duration.ZERO;
        }
        boolean seldom = pollDemandLevel == PollDemandLevel.VIEWED
                && context.notificationsActive().getAsBoolean();
        return pollSoonRequested || seldom
                ? context.intervals().intervalWhileNotified(context.scopeLoad(), took)
                : changesSinceTracker.hasRecentChanges()
                        ? context.intervals().intervalAfterChanges(pollDemandLevel, context.scopeLoad(), took)
                        : context.intervals().interval(pollDemandLevel, context.scopeLoad(), took);
    }

    private Duration elapsedSince(Instant began) {
        return Duration.between(began, steady.instant());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
