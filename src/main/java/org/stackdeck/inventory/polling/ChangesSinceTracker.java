package org.stackdeck.inventory.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.client.ComputeClient;

/**
 * Tracks the time from which to request the changes of a scope, by Nova's clock. Periodically looks back further, for
 * changes that become visible late. Written by one thread, and read by any thread.
 */
final class ChangesSinceTracker {

    /**
     * Overlap with the previous request: {@code changes-since} has a resolution of one second, and a row may become
     * visible slightly after its time.
     */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    /**
     * Interval at which requests look back while there are few changes. With many changes, looking back is expensive,
     * and full lists find late changes.
     */
    private static final Duration LOOK_BACK_INTERVAL = Duration.ofSeconds(10);

    /** Maximum number of servers in a response that counts as few changes. */
    private static final int MANY_CHANGES = 20;

    /**
     * Maximum number of servers found by looking back. If there are more, looking back is suspended until all of them
     * are outside its range.
     */
    private static final int LOOK_BACK_LIMIT = 200;

    private volatile @Nullable Instant value;
    private volatile Instant lastRequestAt = Instant.MIN;
    private volatile Instant lookBackFrom = Instant.MIN;
    private volatile boolean fewChanges = true;
    private volatile boolean recentChanges;

    /**
     * @param storedWatermark the watermark of the servers that are already in the store; null if all servers must be
     *     listed first
     */
    ChangesSinceTracker(@Nullable Instant storedWatermark) {
        this.value = storedWatermark;
    }

    /**
     * @param known time up to which all changes are known, by Nova's clock
     * @param began the start of the request, by the local monotonic clock
     * @param looksBack whether the request also looks back for late changes
     */
    record ChangesRequest(Instant known, Instant began, boolean looksBack) {

        Instant since() {
            return known.minus(looksBack ? ComputeClient.MAX_CLOCK_SKEW : OVERLAP);
        }
    }

    /** Returns the time up to which all changes are known; empty before the first list. */
    Optional<Instant> value() {
        return Optional.ofNullable(value);
    }

    /**
     * Returns whether the last response to a request that did not look back contained changes, so that more of them are
     * likely.
     */
    boolean hasRecentChanges() {
        return recentChanges;
    }

    /** Discards the known time, so that the next poll lists all servers. */
    void forget() {
        value = null;
    }

    /** @param newest the newest change in the list, by Nova's clock */
    void recordList(Instant newest, Instant began, Duration took) {
        // Changes that occur while the list is loaded can be older than the newest change in it. Therefore, go back by
        // the duration of the request.
        value = newest.minus(took);
        lastRequestAt = began;
        lookBackFrom = began.plus(LOOK_BACK_INTERVAL);
    }

    ChangesRequest nextRequest(Instant known, Instant began) {
        return new ChangesRequest(known, began, fewChanges && !began.isBefore(lookBackFrom));
    }

    /**
     * @param changed the number of servers in the response
     * @param newest the newest change in the response, by Nova's clock
     */
    void recordResponse(ChangesRequest changesRequest, int changed, Instant newest, Duration took) {
        Instant began = changesRequest.began();
        Instant known = changesRequest.known();
        Instant advanced = advancedByElapsedTime(known, began);
        Instant reported = changed == 0 ? known : newest.minus(took);
        value = advanced.isAfter(reported) ? advanced : reported;
        lastRequestAt = began;
        if (changesRequest.looksBack()) {
            lookBackFrom = began.plus(changed > LOOK_BACK_LIMIT ? ComputeClient.MAX_CLOCK_SKEW : LOOK_BACK_INTERVAL);
        } else {
            fewChanges = changed <= MANY_CHANGES;
            // A change is also contained in the responses of the next seconds, so that fast polling continues long
            // enough to find a change that follows it.
            recentChanges = changed > 0;
        }
    }

    /**
     * Returns the previous time, advanced by the time between the previous request and this one. Without the advance,
     * the last of many simultaneous changes would be requested repeatedly.
     */
    private Instant advancedByElapsedTime(Instant known, Instant began) {
        return lastRequestAt.equals(Instant.MIN) ? known : known.plus(Duration.between(lastRequestAt, began));
    }
}
