package org.stackdeck.inventory.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From when to request the changes of a scope, by Nova's clock. Periodically looks back further, for changes that
 * become visible late. Changed by one thread, read by any.
 */
final class ChangesSinceTracker {

    /** {@code changes-since} has a resolution of one second, and a row may become visible slightly after its time. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    /** Tolerated difference between the clocks of Nova's hosts, each of which writes its own time. */
    private static final Duration SKEW = Duration.ofSeconds(90);

    /** Looking back is cheap if little changes; otherwise the full lists find late changes. */
    private static final Duration LOOK_BACK_INTERVAL = Duration.ofSeconds(10);

    /** More servers than this in a response count as many changes. */
    private static final int MANY_CHANGES = 20;

    /** If looking back finds more servers than this, it is not repeated before all of them are outside its range. */
    private static final int LOOK_BACK_LIMIT = 200;

    private volatile @Nullable Instant value;
    private volatile Instant answered = Instant.MIN;
    private volatile Instant lookBackFrom = Instant.MIN;
    private volatile boolean fewChanges = true;
    private volatile boolean lively;

    /** @param kept the watermark from before a restart; null if all servers must be listed first */
    ChangesSinceTracker(@Nullable Instant kept) {
        this.value = kept;
    }

    /**
     * A request for changes.
     *
     * @param known up to when all changes are known, by Nova's clock
     * @param began the time of the request, by the local monotonic clock
     * @param looksBack whether it also looks back for late changes
     */
    record ChangesRequest(Instant known, Instant began, boolean looksBack) {

        Instant since() {
            return known.minus(looksBack ? SKEW : OVERLAP);
        }
    }

    /** Up to when all changes are known; empty before the first list. */
    Optional<Instant> value() {
        return Optional.ofNullable(value);
    }

    /** Returns whether the last response contained changes, so that more of them are likely. */
    boolean hasRecentChanges() {
        return lively;
    }

    /**
     * Records a full list.
     *
     * @param newest the newest change in the list, by Nova's clock
     * @param took the duration of the request
     */
    void recordList(Instant newest, Instant began, Duration took) {
        // Changes during the list can be older than its newest change: go back by its duration.
        value = newest.minus(took);
        answered = began;
        lookBackFrom = began.plus(LOOK_BACK_INTERVAL);
    }

    /** The next request for changes. */
    ChangesRequest nextRequest(Instant known, Instant began) {
        return new ChangesRequest(known, began, fewChanges && !began.isBefore(lookBackFrom));
    }

    /**
     * @param changed the number of servers in the response
     * @param newest the newest change in the response, by Nova's clock
     * @param took the duration of the request
     */
    void recordAnswer(ChangesRequest changesRequest, int changed, Instant newest, Duration took) {
        Instant began = changesRequest.began();
        Instant known = changesRequest.known();
        Instant aged = advancedByElapsedTime(known, began);
        Instant told = changed == 0 ? known : newest.minus(took);
        value = aged.isAfter(told) ? aged : told;
        answered = began;
        if (changesRequest.looksBack()) {
            lookBackFrom = began.plus(changed > LOOK_BACK_LIMIT ? SKEW : LOOK_BACK_INTERVAL);
        } else {
            fewChanges = changed <= MANY_CHANGES;
            // A change is contained in the responses of the next seconds, which is long enough to catch the following
            // change.
            lively = changed > 0;
        }
    }

    /**
     * The previous time advanced by the time elapsed since the previous response, which this response covers. Otherwise
     * the last of many simultaneous changes would be requested again and again.
     */
    private Instant advancedByElapsedTime(Instant known, Instant began) {
        return answered.equals(Instant.MIN) ? known : known.plus(Duration.between(answered, began));
    }
}
