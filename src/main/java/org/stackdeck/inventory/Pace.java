package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Computes the intervals between polls. Slow clouds are polled less often (an interval is at least twice the duration
 * of the last response), clouds with many scopes keep to their rate limit, and jitter prevents scopes from being polled
 * simultaneously.
 */
final class Pace {

    /** Full lists may keep a cloud busy for at most one sixth of the time. */
    private static final int LIST_SHARE = 6;

    private static final double SPREAD = 0.1;

    /** Share of the rate limit for change requests; the rest is left for full lists and requests of operations. */
    private static final double FOR_CHANGES = 0.75;

    /** If the rate limit does not suffice for all, followed scopes together get this share of it, */
    private static final double FOLLOWED_SHARE = 2.0 / 3;

    /** and are polled at least this many times as often as others. */
    private static final double FOLLOWED_WEIGHT = 3;

    private final InventorySettings settings;
    private final DoubleSupplier random;

    /** @param random numbers from 0 (inclusive) to 1 (exclusive) */
    Pace(InventorySettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * The planned time between two polls, without jitter. The polls of all scopes of the cloud together stay within the
     * rate limit.
     *
     * @param took duration of the last response
     */
    Duration between(Interest interest, Crowd crowd, Duration took) {
        return longer(longer(wanted(interest), share(interest, crowd)), took.multipliedBy(2));
    }

    /**
     * The same after a change, while users view the inventory: a change makes another one likely, of the same or
     * another server. Each scope gets its share of the spare rate, because all scopes may change at once.
     */
    Duration afterChanges(Interest interest, Crowd crowd, Duration took) {
        Duration between = between(interest, crowd, took);
        if (interest == Interest.IDLE) {
            return between;
        }
        double spare = Math.max(
                0,
                changesPerSecond() - followedWant(crowd.followed()) - othersWant(crowd.unfollowed(), crowd.others()));
        Duration sooner = every(1 / (1 / seconds(between) + spare / (crowd.followed() + crowd.unfollowed())));
        return longer(longer(sooner, settings.pace().dividedBy(2)), took.multipliedBy(2));
    }

    /**
     * The same while users view the inventory and the cloud sends notifications: polls only find changes without a
     * notification.
     */
    Duration whileNotified(Crowd crowd, Duration took) {
        Duration wanted = longer(settings.notifiedPace(), share(Interest.LOOKED_AT, crowd));
        return longer(wanted, took.multipliedBy(2));
    }

    /**
     * The time between the ends of two full lists of a scope. Including the duration of the list, a change is visible
     * within a minute, unless the cloud is so slow that its lists would take too much of its time.
     */
    Duration betweenLists(Interest interest, int scopes, Duration took) {
        Duration wanted = switch (interest) {
            case FOLLOWED, LOOKED_AT -> settings.reconcile();
            case IDLE -> settings.idleReconcile();
        };
        return longer(wanted.minus(took), took.multipliedBy((long) LIST_SHARE * scopes));
    }

    /** The delay after consecutive failures: doubles from the pace, but is not shorter than the cloud requested. */
    Duration afterFailures(int failures, Optional<Duration> retryAfter) {
        Duration backOff = settings.pace().multipliedBy(1L << Math.min(failures - 1, 16));
        Duration wanted = shorter(backOff, settings.longestBackOff());
        return times(longer(wanted, retryAfter.orElse(Duration.ZERO)), 1 + SPREAD * random.getAsDouble());
    }

    /** Creates the rate limiter for the hints of one cloud. */
    LookBudget hints(Clock clock) {
        return new LookBudget(settings.hintsPerSecond(), clock);
    }

    /**
     * A factor that shortens an interval by up to a tenth. Longer intervals would violate the configured pace; the rate
     * limiter still applies.
     */
    double spread() {
        return 1 - SPREAD * random.getAsDouble();
    }

    /** The time between two discoveries of a cloud; shorter while a part of it fails. */
    Duration betweenDiscoveries(boolean allWell) {
        return allWell
                ? settings.discovery()
                : shorter(settings.discovery(), settings.longestBackOff().multipliedBy(2));
    }

    static Duration times(Duration wait, double factor) {
        return Duration.ofNanos((long) (wait.toNanos() * factor));
    }

    private Duration wanted(Interest interest) {
        return switch (interest) {
            case FOLLOWED, LOOKED_AT -> settings.pace();
            case IDLE -> settings.idlePace();
        };
    }

    /** The interval by rate limit. Followed and other scopes can use what the other group leaves over. */
    private Duration share(Interest interest, Crowd crowd) {
        boolean isFollowed = interest == Interest.FOLLOWED;
        int followed = Math.max(crowd.followed(), isFollowed ? 1 : 0);
        int others = Math.max(crowd.unfollowed(), isFollowed ? 0 : 1);
        double budget = changesPerSecond();
        double followedShare =
                budget * Math.max(FOLLOWED_SHARE, FOLLOWED_WEIGHT * followed / (FOLLOWED_WEIGHT * followed + others));
        return isFollowed
                ? every(followed / Math.max(followedShare, budget - othersWant(others, crowd.others())))
                : every(others / Math.max(budget - followedShare, budget - followedWant(followed)));
    }

    private double changesPerSecond() {
        return settings.callsPerSecond() * FOR_CHANGES;
    }

    private double followedWant(int followed) {
        return followed / seconds(settings.pace());
    }

    private double othersWant(int others, Interest interest) {
        return others / seconds(wanted(interest));
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
