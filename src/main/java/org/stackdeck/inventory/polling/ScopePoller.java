package org.stackdeck.inventory.polling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ResponseTooLargeException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Freshness.Source;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.store.ScopeKey;

/** Polls one scope: first a full list, unless its servers are already in the store, then the changes. */
final class ScopePoller {

    /** Delay of full lists if the servers are in the store, so that a slow list does not delay the first response. */
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
    private final ScopePollSchedule schedule;
    private volatile ComputeClient compute;
    private volatile @Nullable Instant confirmedAt;
    /** Start of the last successful poll, by the monotonic clock. */
    private volatile Instant confirmedFrom = Instant.MIN;

    /** @param kept time from which to request changes if the servers are already in the store, otherwise null */
    ScopePoller(ComputeClient compute, PollingContext context, @Nullable Instant kept) {
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
        this.schedule = new ScopePollSchedule(key, context, changesSinceTracker::hasRecentChanges);
        if (kept != null) {
            fullListScheduler.postpone(LIST_DELAY_AFTER_RESTART);
        }
    }

    ScopeKey key() {
        return key;
    }

    InMemoryInventoryStore store() {
        return context.store();
    }

    ScopePollSchedule schedule() {
        return schedule;
    }

    /** Returns the progress; empty until a poll has succeeded. */
    Optional<PollProgress> position() {
        return Optional.ofNullable(confirmedAt)
                .flatMap(at -> changesSinceTracker.value().map(from -> new PollProgress(from, at, confirmedFrom)));
    }

    /** Records that a poll of another node, which began at this time or later, has succeeded. */
    void recordOtherPoll(Instant began) {
        confirmedFrom = began;
    }

    ComputeClient compute() {
        return compute;
    }

    /** Returns whether a poll that began within this time has succeeded. */
    boolean isConfirmedWithin(Duration time) {
        return elapsedSince(confirmedFrom).compareTo(time) <= 0;
    }

    /** Replaces the client, for instance with one that uses the credential of another entry. */
    void setCompute(ComputeClient other) {
        compute = other;
    }

    /** Publishes the planned pace again after the demand has increased. */
    void publishPace() {
        context.health()
                .updateScope(
                        key,
                        scopeHealth -> scopeHealth.confirmedAt() == null
                                ? scopeHealth
                                : scopeHealth.withPace(schedule.plannedInterval()));
    }

    /** Returns a short name of the scope, for logs, thread names and messages. */
    String label() {
        return compute.scope().label();
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
        schedule.recordStart();
        Instant began = steady.instant();
        Duration answering = Duration.ZERO;
        try {
            Instant known = changesSinceTracker.value().orElse(null);
            if (known == null) {
                loadFirstList();
            } else {
                requestChanges(known);
                answering = schedule.took();
            }
            pollFailureTracker.recordSuccess();
            schedule.recordSuccess();
            Source changes = context.notificationsActive().getAsBoolean() ? Source.NOTIFICATIONS : Source.CHANGES;
            Source source = known == null ? Source.LIST : changes;
            inFlightPoll.finished();
            Instant now = clock.instant();
            confirmedAt = now;
            confirmedFrom = began;
            context.health()
                    .updateScope(key, scopeHealth -> scopeHealth.confirmed(now, schedule.plannedInterval(), source));
            fullListScheduler.runIfDue(compute);
        } catch (CancellationException e) {
            inFlightPoll.finished();
            return;
        } catch (RuntimeException | Error e) {
            inFlightPoll.finished();
            Instant now = clock.instant();
            Freshness.Problem problem = pollFailureTracker.recordFailure(e, now);
            schedule.recordFailure(Duration.between(now, problem.nextTry()));
            context.health().updateScope(key, scopeHealth -> scopeHealth.failed(problem));
        }
        schedule.recordEnd(answering);
    }

    /** Marks the displayed data as stale if the response is overdue. Called periodically. */
    void checkOverdue() {
        inFlightPoll.overdueTime(schedule.took()).ifPresent(waited -> {
            Instant now = clock.instant();
            Freshness.Problem overdue = new Freshness.Problem(
                    CloudException.Category.TIMEOUT,
                    label() + " has not responded for " + waited.toSeconds() + " s",
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

    /** Loads a full list as early as the duration of the last one permits. Does not block. */
    void requestFullList() {
        fullListScheduler.request();
        if (changesSinceTracker.value().isPresent()) {
            fullListScheduler.runIfDue(compute);
        }
    }

    void refreshImageNames() {
        fullListScheduler.refreshImageNames(compute);
    }

    /** Waits until the next poll has started and ended, or {@code timeout} has elapsed. */
    void awaitNextPoll(Duration timeout) throws InterruptedException {
        pollCompletionSignal.awaitNext(timeout);
    }

    /**
     * Requests one server immediately. Returns whether the scope contains it; false if the request fails.
     *
     * @param known whether the server is known to belong to the scope, and is recorded as deleted if it is not found
     */
    boolean refresh(ServerId id, boolean known) {
        context.rateLimiter().recordUrgent();
        long tick = context.store().nextTick();
        try {
            var answer = compute.server(id);
            Optional<Server> own = answer.filter(this::belongsToScope);
            own.ifPresent(server -> context.store().recordServers(key, tick, List.of(server)));
            if (answer.isEmpty() && known) {
                context.store().recordDeleted(key, tick, new ServerKey(key.cloud(), id));
            }
            return own.isPresent();
        } catch (CloudException e) {
            Instant now = clock.instant();
            String message = e.getMessage() == null ? "" : e.getMessage();
            Freshness.Problem problem = new Freshness.Problem(e.category(), message, now, now.plus(schedule.dueIn()));
            context.health()
                    .updateScope(
                            key,
                            scopeHealth -> scopeHealth.problem() == null ? scopeHealth.failed(problem) : scopeHealth);
            return false;
        }
    }

    private void loadFirstList() {
        try {
            context.firstListPermits().acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The inventory is shutting down");
        }
        try {
            long nameChangesBefore = compute.imageNameChangeCount();
            TimedRateLimiterWait timedRateLimiterWait = new TimedRateLimiterWait(context.rateLimiter());
            Instant displayed = clock.instant();
            Instant began = steady.instant();
            Instant newest = new FullListLoader(key, context.store())
                    .run(
                            compute,
                            timedRateLimiterWait,
                            received ->
                                    context.health().updateScope(key, scopeHealth -> scopeHealth.loading(received)));
            Duration listed = elapsedSince(began);
            changesSinceTracker.recordList(newest, began, listed);
            fullListScheduler.recordList(displayed, listed, timedRateLimiterWait, nameChangesBefore);
        } finally {
            context.firstListPermits().release();
        }
    }

    private void requestChanges(Instant known) {
        TimedRateLimiterWait timedRateLimiterWait = new TimedRateLimiterWait(context.rateLimiter());
        long tick = context.store().nextTick();
        Instant began = steady.instant();
        ChangesSinceTracker.ChangesRequest changesRequest = changesSinceTracker.nextRequest(known, began);
        ComputeClient.ServerListing answer;
        try {
            answer = compute.changesSince(changesRequest.since(), () -> {
                timedRateLimiterWait.run();
                inFlightPoll.pageRequested();
            });
        } catch (ResponseTooLargeException e) {
            // The next request for changes would cover a longer time and exceed the memory again.
            changesSinceTracker.forget();
            throw e;
        }
        Duration whole = elapsedSince(began);
        schedule.setTook(timedRateLimiterWait.withoutWait(whole));
        context.store().recordServers(key, tick, answer.servers());
        changesSinceTracker.recordResponse(changesRequest, answer.servers().size(), answer.watermark(), whole);
    }

    /**
     * Requests one server immediately because it may have changed.
     *
     * @throws CloudException if the request fails
     */
    void refreshHinted(ServerId id) {
        ServerKey server = new ServerKey(key.cloud(), id);
        long tick = context.store().nextTick();
        var answer = compute.server(id);
        answer.filter(this::belongsToScope)
                .ifPresent(found -> context.store().recordServers(key, tick, List.of(found)));
        if (answer.isEmpty()
                && context.store().scopeOf(server).filter(key::equals).isPresent()) {
            context.store().recordDeleted(key, tick, server);
        }
    }

    /**
     * Returns whether the server's project belongs to the scope. An administrator's credential finds the servers of all
     * projects, and the project in a hint may be wrong.
     */
    private boolean belongsToScope(Server server) {
        return key.project() == null || key.project().equals(server.project().id());
    }

    private Duration elapsedSince(Instant began) {
        return Duration.between(began, steady.instant());
    }
}
