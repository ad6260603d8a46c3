package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait until the next question. A slow cloud is asked less often (a wait is at least twice as long as the last
 * answer took), one with many scopes keeps to its budget, and all waits are spread so that scopes do not march in step.
 */
final class Pace {

    /** A cloud may be busy with our full lists for at most one sixth of the time. */
    private static final int LIST_SHARE = 6;

    private static final double SPREAD = 0.1;

    /** Of the budget; the rest is left for full lists and for what operations ask. */
    private static final double FOR_CHANGES = 0.75;

    /** When there is not enough for all, followed scopes get this part of it together, */
    private static final double FOLLOWED_SHARE = 2.0 / 3;

    /** and are asked at least so many times as often as others. */
    private static final double FOLLOWED_WEIGHT = 3;

    private final InventorySettings settings;
    private final DoubleSupplier random;

    /** @param random numbers from 0 (inclusive) to 1 (exclusive) */
    Pace(InventorySettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * The planned time between two questions, without spread. What all scopes of the cloud ask together stays within its
     * budget.
     *
     * @param took how long the last answer took
     */
    Duration between(Interest interest, Crowd crowd, Duration took) {
        return longer(longer(wanted(interest), share(interest, crowd)), took.multipliedBy(2));
    }

    /**
     * The same right after something changed, while somebody looks: where one server changed the next change is near, of the
     * same server or of another. Each scope gets its part of what the budget has to spare, as all may change at once.
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

    /** The same while somebody looks and the cloud tells of changes by itself: questions only find what it left out. */
    Duration whileNotified(Crowd crowd, Duration took) {
        Duration wanted = longer(settings.notifiedPace(), share(Interest.LOOKED_AT, crowd));
        return longer(wanted, took.multipliedBy(2));
    }

    /**
     * Between the ends of two full lists of a scope: with the list's own time a change shows within a minute, unless the
     * cloud is so slow that its lists would take too much of its time.
     */
    Duration betweenLists(Interest interest, int scopes, Duration took) {
        Duration wanted = switch (interest) {
            case FOLLOWED, LOOKED_AT -> settings.reconcile();
            case IDLE -> settings.idleReconcile();
        };
        return longer(wanted.minus(took), took.multipliedBy((long) LIST_SHARE * scopes));
    }

    /** After this many failures in a row: doubling from the pace, but no shorter than the cloud asked for. */
    Duration afterFailures(int failures, Optional<Duration> retryAfter) {
        Duration backOff = settings.pace().multipliedBy(1L << Math.min(failures - 1, 16));
        Duration wanted = shorter(backOff, settings.longestBackOff());
        return times(longer(wanted, retryAfter.orElse(Duration.ZERO)), 1 + SPREAD * random.getAsDouble());
    }

    /** A new budget of one cloud. */
    LookBudget hints(Clock clock) {
        return new LookBudget(settings.hintsPerSecond(), clock);
    }

    /**
     * A factor that makes a wait up to a tenth shorter: longer waits would show changes later than the pace promises, and
     * the budget is kept in any case.
     */
    double spread() {
        return 1 - SPREAD * random.getAsDouble();
    }

    /** Between two discoveries of a cloud; sooner while a part of it does not work. */
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

    /** What either kind of scope leaves over is the other's. */
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
