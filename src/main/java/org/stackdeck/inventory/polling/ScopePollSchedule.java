package org.stackdeck.inventory.polling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Determines when the next poll of a scope is due, based on the demand, the duration of the responses, recent changes
 * and failures.
 */
final class ScopePollSchedule {

    private final ScopeKey key;
    private final PollingContext context;
    private final Clock steady;
    private final BooleanSupplier hasRecentChanges;
    private volatile Duration took = Duration.ZERO;
    private volatile double jitterFactor = 1;
    private volatile Instant requestedAt = Instant.MIN;
    private volatile Instant endedAt = Instant.MIN;
    private volatile Instant notBefore = Instant.MIN;
    private volatile boolean pollNowRequested;
    private volatile boolean pollSoonRequested;

    ScopePollSchedule(ScopeKey key, PollingContext context, BooleanSupplier hasRecentChanges) {
        this.key = key;
        this.context = context;
        this.steady = context.monotonicClock();
        this.hasRecentChanges = hasRecentChanges;
    }

    /** Returns the time until the next poll at the current demand; zero or less if the poll is due. */
    Duration dueIn() {
        Instant now = steady.instant();
        if (requestedAt.equals(Instant.MIN)) {
            return Duration.ZERO;
        }
        return Duration.between(now, later(pollNowRequested ? now : nextRegularPoll(), notBefore));
    }

    /**
     * Returns the time of the next regular poll. The interval is measured from request to request, so that the pace
     * does not depend on the duration of the responses. The pause after a response is at least twice the duration of
     * the response.
     */
    private Instant nextRegularPoll() {
        Instant even = requestedAt.plus(PollIntervalCalculator.scale(plannedInterval(), jitterFactor));
        return pollSoonRequested ? even : later(even, endedAt.plus(took.multipliedBy(2)));
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

    /** Returns the time until which polls are suspended after failures. */
    Instant notBefore() {
        return notBefore;
    }

    /** Returns the time between two polls while users view the inventory and the cloud sends no notifications. */
    Duration regularInterval() {
        return context.intervals().interval(PollDemandLevel.VIEWED, context.scopeLoad(), took);
    }

    /** Returns whether the next poll is expected to end within this time. */
    boolean isNextPollWithin(Duration time) {
        Duration due = dueIn();
        return (due.isNegative() ? took : due.plus(took)).compareTo(time) < 0;
    }

    /** Returns the duration of the last response to a request for changes. */
    Duration took() {
        return took;
    }

    void setTook(Duration duration) {
        took = duration;
    }

    /** Clears the requests for a poll, because a poll starts. */
    void recordStart() {
        pollNowRequested = false;
        pollSoonRequested = false;
    }

    void recordSuccess() {
        notBefore = Instant.MIN;
    }

    /** @param delay time in which no poll is due */
    void recordFailure(Duration delay) {
        notBefore = steady.instant().plus(delay);
    }

    /** @param answering duration of the response, which counts as part of the interval to the next poll */
    void recordEnd(Duration answering) {
        endedAt = steady.instant();
        requestedAt = endedAt.minus(answering);
        jitterFactor = context.intervals().jitterFactor();
    }

    /** Returns the time between two polls at the current demand. */
    Duration plannedInterval() {
        PollDemandLevel pollDemandLevel = context.demandTracker().demandFor(key);
        if (pollSoonRequested && pollDemandLevel != PollDemandLevel.IDLE) {
            return Duration.ZERO;
        }
        boolean seldom = pollDemandLevel == PollDemandLevel.VIEWED
                && context.notificationsActive().getAsBoolean();
        return pollSoonRequested || seldom
                ? context.intervals().intervalWhileNotified(context.scopeLoad(), took)
                : hasRecentChanges.getAsBoolean()
                        ? context.intervals().intervalAfterChanges(pollDemandLevel, context.scopeLoad(), took)
                        : context.intervals().interval(pollDemandLevel, context.scopeLoad(), took);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
