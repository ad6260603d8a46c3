package org.stackdeck.inventory.polling;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Computes the intervals between polls. An interval is at least twice the response time of the last poll, so that slow
 * clouds are polled less often. Clouds with many scopes stay within their rate limit. Jitter prevents simultaneous
 * polls of several scopes.
 */
public final class PollIntervalCalculator {

    /**
     * Ratio of the minimum time between two full lists to their usual duration. Lists keep a cloud busy for at most a
     * quarter of the time; quick lists that are known to show a change, for at most a third.
     */
    private static final int MIN_LIST_INTERVAL_FACTOR = 3;

    /**
     * Ratio of the minimum time between two full lists to the duration of the last list. Applies if the list before it
     * was quicker, because single slow responses are frequent. Also applies if the last list was quick and a change is
     * known that only a full list shows.
     */
    private static final int MIN_EARLY_LIST_INTERVAL_FACTOR = 2;

    private static final Duration QUICK_LIST = Duration.ofSeconds(1);

    private static final double MAX_JITTER = 0.1;

    /** Share of the rate limit for polls for changes; the rest is left for full lists and requests of operations. */
    private static final double CHANGE_REQUESTS_SHARE = 0.75;

    /** Minimum share that all followed scopes together get if the rate limit does not suffice for all scopes. */
    private static final double FOLLOWED_SHARE = 2.0 / 3;

    /**
     * Minimum ratio of the polling rate of a followed scope to that of another scope, if the rate limit does not
     * suffice for all scopes.
     */
    private static final double FOLLOWED_WEIGHT = 3;

    private final InventoryProperties inventoryProperties;
    private final DoubleSupplier random;

    /**
     * The demand for polling the scopes of one cloud, which share its rate limit.
     *
     * @param followed the number of scopes in which an operation is pending
     * @param others the demand in the other scopes
     */
    record CloudLoad(int scopes, int followed, PollDemandLevel others) {

        int unfollowedScopes() {
            return Math.max(scopes - followed, 0);
        }
    }

    /** @param random numbers from 0 (inclusive) to 1 (exclusive) */
    public PollIntervalCalculator(InventoryProperties inventoryProperties, DoubleSupplier random) {
        this.inventoryProperties = inventoryProperties;
        this.random = random;
    }

    /**
     * Returns the planned time between two polls, without jitter. The polls of all scopes of the cloud together stay
     * within the rate limit.
     *
     * @param took duration of the last response
     */
    Duration interval(PollDemandLevel pollDemandLevel, CloudLoad cloudLoad, Duration took) {
        return longer(
                longer(configuredInterval(pollDemandLevel), fairInterval(pollDemandLevel, cloudLoad)),
                took.multipliedBy(2));
    }

    /**
     * Returns the planned time between two polls after a change, which is shorter because further changes are likely.
     * Unless the scope is idle, it gets an equal share of the spare rate, because all scopes may change at the same
     * time.
     */
    Duration intervalAfterChanges(PollDemandLevel pollDemandLevel, CloudLoad cloudLoad, Duration took) {
        Duration between = interval(pollDemandLevel, cloudLoad, took);
        if (pollDemandLevel == PollDemandLevel.IDLE) {
            return between;
        }
        double spare = Math.max(
                0,
                changeRequestsPerSecond()
                        - followedRequestsPerSecond(cloudLoad.followed())
                        - otherRequestsPerSecond(cloudLoad.unfollowedScopes(), cloudLoad.others()));
        Duration sooner =
                every(1 / (1 / seconds(between) + spare / (cloudLoad.followed() + cloudLoad.unfollowedScopes())));
        return longer(longer(sooner, inventoryProperties.pace().dividedBy(2)), took.multipliedBy(2));
    }

    /**
     * Returns the planned time between two polls while users view the inventory and the cloud sends notifications. In
     * this case, polls only need to find changes without a notification.
     */
    Duration intervalWhileNotified(CloudLoad cloudLoad, Duration took) {
        Duration wanted = longer(inventoryProperties.notifiedPace(), fairInterval(PollDemandLevel.VIEWED, cloudLoad));
        return longer(wanted, took.multipliedBy(2));
    }

    /**
     * Returns the time between the end of a full list of a scope and the start of the next. While users view the
     * inventory, a change is visible within a minute by default, including the duration of the list. The time is longer
     * if a cloud is so slow that its lists would keep it busy for too much of the time.
     */
    Duration listInterval(PollDemandLevel pollDemandLevel, int scopes, Duration took) {
        Duration wanted = switch (pollDemandLevel) {
            case FOLLOWED, VIEWED -> inventoryProperties.reconcile();
            case IDLE -> inventoryProperties.idleReconcile();
        };
        return longer(wanted.minus(took), minListInterval(scopes, took));
    }

    /**
     * Returns the {@link #listInterval} while users view the inventory and the cloud sends no notifications. Only full
     * lists contain the changes that Nova does not report, such as those of tags; therefore they are as frequent as
     * their duration permits.
     *
     * @param requests number of requests of a list
     * @param took the duration of the last list
     * @param usuallyTook the shorter duration of the last two lists; zero after the first
     */
    Duration quickListInterval(int scopes, int requests, Duration took, Duration usuallyTook) {
        Duration usual = usuallyTook.multipliedBy((long) MIN_LIST_INTERVAL_FACTOR * scopes);
        Duration latest = took.multipliedBy((long) MIN_EARLY_LIST_INTERVAL_FACTOR * scopes);
        // Full lists use the share of the rate limit that the polls for changes leave. Each scope has an equal part.
        Duration fair = every(
                (double) scopes * requests / ((1 - CHANGE_REQUESTS_SHARE) * inventoryProperties.callsPerSecond()));
        return shorter(
                longer(longer(inventoryProperties.quickReconcile(), fair), longer(usual, latest)),
                listInterval(PollDemandLevel.VIEWED, scopes, took));
    }

    /**
     * Returns the time between the end of a full list and the start of one that is known to show a change. A quick list
     * counts for at least the time that its requests take at the rate limit, so that polls for changes keep at least
     * half of it.
     *
     * @param requests number of requests of a list
     * @param took the duration of the last list
     */
    Duration earlyListInterval(int scopes, int requests, Duration took) {
        return took.compareTo(QUICK_LIST) < 0
                ? longer(took, every(requests / inventoryProperties.callsPerSecond()))
                        .multipliedBy((long) MIN_EARLY_LIST_INTERVAL_FACTOR * scopes)
                : minListInterval(scopes, took);
    }

    private Duration minListInterval(int scopes, Duration took) {
        return took.multipliedBy((long) MIN_LIST_INTERVAL_FACTOR * scopes);
    }

    /**
     * Returns the delay after consecutive failures. The delay starts at the pace and doubles up to a maximum, but is
     * not shorter than the cloud has requested.
     */
    Duration backOff(int failures, Optional<Duration> retryAfter) {
        Duration backOff = inventoryProperties.pace().multipliedBy(1L << Math.min(failures - 1, 16));
        Duration wanted = shorter(backOff, inventoryProperties.longestBackOff());
        return scale(longer(wanted, retryAfter.orElse(Duration.ZERO)), 1 + MAX_JITTER * random.getAsDouble());
    }

    ServerRefreshRateLimiter createHintRateLimiter(Clock clock) {
        return new ServerRefreshRateLimiter(inventoryProperties.hintsPerSecond(), clock);
    }

    /**
     * Returns a random factor that shortens an interval by up to a tenth. Longer intervals would violate the configured
     * pace; the rate limiter still applies.
     */
    double jitterFactor() {
        return 1 - MAX_JITTER * random.getAsDouble();
    }

    /** Returns the time between two discoveries of a cloud; shorter while a part of the cloud fails. */
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

    /**
     * Returns the interval required by the rate limit. Followed scopes can use the unused share of the other scopes,
     * and vice versa.
     */
    private Duration fairInterval(PollDemandLevel pollDemandLevel, CloudLoad cloudLoad) {
        boolean isFollowed = pollDemandLevel == PollDemandLevel.FOLLOWED;
        int followed = Math.max(cloudLoad.followed(), isFollowed ? 1 : 0);
        int others = Math.max(cloudLoad.unfollowedScopes(), isFollowed ? 0 : 1);
        double budget = changeRequestsPerSecond();
        double followedShare =
                budget * Math.max(FOLLOWED_SHARE, FOLLOWED_WEIGHT * followed / (FOLLOWED_WEIGHT * followed + others));
        return isFollowed
                ? every(followed / Math.max(followedShare, budget - otherRequestsPerSecond(others, cloudLoad.others())))
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
