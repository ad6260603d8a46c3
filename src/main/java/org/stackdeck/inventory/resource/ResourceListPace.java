package org.stackdeck.inventory.resource;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.stackdeck.inventory.polling.loop.DemandPollLoop;

/** Determines the pause after a request for a list of resources. Not thread-safe. */
final class ResourceListPace {

    static final Duration MIN = Duration.ofSeconds(2);
    static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    /** Minimum interval while a resource is in transition. */
    private static final Duration TRANSITION = Duration.ofSeconds(1);

    private static final Duration MAX = Duration.ofSeconds(30);

    /**
     * Ratio of the interval to the duration of a request, so that long lists are requested less often. The shorter of
     * the last two requests counts, because single slow responses are frequent.
     */
    private static final int PAUSE_FACTOR = 5;

    /**
     * Minimum ratio of the interval to the duration of the last request. Also applies while a resource is in
     * transition.
     */
    private static final int MIN_PAUSE_FACTOR = 3;

    private @Nullable Duration lastDuration;

    /** @param failed whether no scope was listed */
    Duration after(ResourceListState loaded, boolean failed, Duration request) {
        if (failed) {
            return AFTER_FAILURE;
        }
        Duration previous = lastDuration;
        lastDuration = request;
        if (loaded.isInTransition()) {
            return DemandPollLoop.pauseAfter(request, MIN_PAUSE_FACTOR, TRANSITION, MAX);
        }
        Duration min = DemandPollLoop.pauseAfter(request, MIN_PAUSE_FACTOR, MIN, MAX);
        // The first request includes establishing connections and is often the slowest.
        return previous == null
                ? min
                : DemandPollLoop.pauseAfter(
                        previous.compareTo(request) < 0 ? previous : request, PAUSE_FACTOR, min, MAX);
    }
}
