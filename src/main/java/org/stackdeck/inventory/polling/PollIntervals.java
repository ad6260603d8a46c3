package org.stackdeck.inventory.polling;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Computes the intervals between polls. Slow clouds are polled less often (an interval is at least twice the duration
 * of the last response), clouds with many scopes keep to their rate limit, and jitter prevents scopes from being polled
 * simultaneously.
 */
public final class PollIntervals {

    /** Full lists may keep a cloud busy for at most one sixth of the time. */
    private static final int MIN_LIST_INTERVAL_FACTOR = 6;

    private static final double MAX_JITTER = 0.1;

    /** Share of the rate limit for change requests; the rest is left for full lists and requests of operations. */
    private static final double CHANGE_REQUESTS_SHARE = 0.75;

    /** If the rate limit does not suffice for all, followed scopes together get this share of it, */
    private static final double FOLLOWED_SHARE = 2.0 / 3;

    /** and are polled at least this many times as often as others. */
    private static final double FOLLOWED_WEIGHT = 3;

    private final InventoryProperties inventoryProperties;
    private final DoubleSupplier random;

    /** @param random numbers from 0 (inclusive) to 1 (exclusive) */
    public PollIntervals(InventoryProperties inventoryProperties, DoubleSupplier random) {
        this.inventoryProperties = inventoryProperties;
        this.random = random;
    }

    /**
     * The planned time between two polls, without jitter. The polls of all scopes of the cloud together stay within the
     * rate limit.
     *
     * @param took duration of the last response
     */
    Duration interval(PollDemandLevel pollDemandLevel, CloudPollDemand cloudPollDemand, Duration took) {
        return longer(
                longer(configuredInterval(pollDemandLevel), fairInterval(pollDemandLevel, cloudPollDemand)),
                took.multipliedBy(2));
    }

    /**
     * The same after a change, while users view the inventory: a change makes another one likely, of the same or
     * another server. Each scope gets its share of the spare rate, because all scopes may change at once.
     */
    Duration intervalAfterChanges(PollDemandLevel pollDemandLevel, CloudPollDemand cloudPollDemand, Duration took) {
        Duration between = interval(pollDemandLevel, cloudPollDemand, took);
        if (pollDemandLevel == PollDemandLevel.IDLE) {
            return between;
        }
        double spare = Math.max(
                0,
                changeRequestsPerSecond()
                        - followedRequestsPerSecond(cloudPollDemand.followed())
                        - otherRequestsPerSecond(cloudPollDemand.unfollowedScopes(), cloudPollDemand.others()));
        Duration sooner = every(
                1 / (1 / seconds(between) + spare / (cloudPollDemand.followed() + cloudPollDemand.unfollowedScopes())));
        return longer(longer(sooner, inventoryProperties.pace().dividedBy(2)), took.multipliedBy(2));
    }

    /**
     * The same while users view the inventory and the cloud sends notifications: polls only find changes without a
     * notification.
     */
    Duration intervalWhileNotified(CloudPollDemand cloudPollDemand, Duration took) {
        Duration wanted =
                longer(inventoryProperties.notifiedPace(), fairInterval(PollDemandLevel.VIEWED, cloudPollDemand));
        return longer(wanted, took.multipliedBy(2));
    }

    /**
     * The time between the ends of two full lists of a scope. Including the duration of the list, a change is visible
     * within a minute, unless the cloud is so slow that its lists would take too much of its time.
     */
    Duration listInterval(PollDemandLevel pollDemandLevel, int scopes, Duration took) {
        Duration wanted = switch (pollDemandLevel) {
            case FOLLOWED, VIEWED -> inventoryProperties.reconcile();
            case IDLE -> inventoryProperties.idleReconcile();
        };
        return longer(wanted.minus(took), took.multipliedBy((long) MIN_LIST_INTERVAL_FACTOR * scopes));
    }

    /** The delay after consecutive failures: doubles from the pace, but is not shorter than the cloud requested. */
    Duration backOff(int failures, Optional<Duration> retryAfter) {
        Duration backOff = inventoryProperties.pace().multipliedBy(1L << Math.min(failures - 1, 16));
        Duration wanted = shorter(backOff, inventoryProperties.longestBackOff());
        return scale(longer(wanted, retryAfter.orElse(Duration.ZERO)), 1 + MAX_JITTER * random.getAsDouble());
    }

    /** Creates the rate limiter for the hints of one cloud. */
    ServerRefreshRateLimiter createHintRateLimiter(Clock clock) {
        return new ServerRefreshRateLimiter(inventoryProperties.hintsPerSecond(), clock);
    }

    /**
     * A factor that shortens an interval by up to a tenth. Longer intervals would violate the configured pace; the rate
     * limiter still applies.
     */
    double jitterFactor() {
        return 1 - MAX_JITTER * random.getAsDouble();
    }

    /** The time between two discoveries of a cloud; shorter while a part of it fails. */
    Duration discoveryInterval(boolean allWell) {
        return allWell
                ? inventoryProperties.discovery()
                : shorter(
                        inventoryProperties.discovery(),
                        inventoryProperties.longestBackOff().multipliedBy(2));
    }

    static Duration scale(Duration wait, double factor) {
        return Duration.ofNanos((long) (wait.toNanos() * factor));
    }

    private Duration configuredInterval(PollDemandLevel pollDemandLevel) {
        return switch (pollDemandLevel) {
            case FOLLOWED, VIEWED -> inventoryProperties.pace();
            case IDLE -> inventoryProperties.idlePace();
        };
    }

    /** The interval by rate limit. Followed and other scopes can use what the other group leaves over. */
    private Duration fairInterval(PollDemandLevel pollDemandLevel, CloudPollDemand cloudPollDemand) {
        boolean isFollowed = pollDemandLevel == PollDemandLevel.FOLLOWED;
        int followed = Math.max(cloudPollDemand.followed(), isFollowed ? 1 : 0);
        int others = Math.max(cloudPollDemand.unfollowedScopes(), isFollowed ? 0 : 1);
        double budget = changeRequestsPerSecond();
        double followedShare =
                budget * Math.max(FOLLOWED_SHARE, FOLLOWED_WEIGHT * followed / (FOLLOWED_WEIGHT * followed + others));
        return isFollowed
                ? every(followed
                        / Math.max(followedShare, budget - otherRequestsPerSecond(others, cloudPollDemand.others())))
                : every(others / Math.max(budget - followedShare, budget - followedRequestsPerSecond(followed)));
    }

    private double changeRequestsPerSecond() {
        return inventoryProperties.callsPerSecond() * CHANGE_REQUESTS_SHARE;
    }

    private double followedRequestsPerSecond(int followed) {
        return followed / seconds(inventoryProperties.pace());
    }

    private double otherRequestsPerSecond(int others, PollDemandLevel pollDemandLevel) {
        return others / seconds(configuredInterval(pollDemandLevel));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static Duration every(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
