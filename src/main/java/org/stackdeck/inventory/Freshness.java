package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;

/**
 * State and age of the data of one cloud. For a cloud with several scopes, the worst scope counts; for a viewer, only
 * visible scopes count.
 *
 * @param confirmedAt when the cloud last confirmed the displayed data (local clock); null before the first response
 * @param pace planned time between two polls
 * @param loaded number of servers received by a first list that is still running, otherwise null
 * @param problem failure since the last successful poll, or an overdue poll; otherwise null
 * @param complete whether each scope was listed completely or has caught up since the restart; otherwise, a server that
 *     is missing may still exist
 * @param tagsConfirmedAt when the cloud last confirmed the tags of the servers; polls do not find changed tags. Null if
 *     unknown, and for other resources
 * @param addressesConfirmedAt when the cloud last confirmed the addresses of the servers, from Neutron or in a full
 *     list. Null if unknown, and for other resources
 */
public record Freshness(
        State state,
        @Nullable Instant confirmedAt,
        Duration pace,
        @Nullable Integer loaded,
        @Nullable Problem problem,
        boolean complete,
        Source source,
        @Nullable Instant tagsConfirmedAt,
        @Nullable Instant addressesConfirmedAt) {

    /** Minimum interval of updates that contain only a new confirmation time. */
    private static final Duration CONFIRMATION_GRAIN = Duration.ofSeconds(5);

    /** Creates the freshness of resources other than servers. */
    public Freshness(
            State state,
            @Nullable Instant confirmedAt,
            Duration pace,
            @Nullable Integer loaded,
            @Nullable Problem problem,
            boolean complete,
            Source source) {
        this(state, confirmedAt, pace, loaded, problem, complete, source, null, null);
    }

    /**
     * Returns whether a confirmation is so much later than the delivered one that it is delivered even if nothing else
     * has changed.
     */
    public static boolean isLater(@Nullable Instant delivered, @Nullable Instant confirmed) {
        return confirmed != null && (delivered == null || !confirmed.isBefore(delivered.plus(CONFIRMATION_GRAIN)));
    }

    /** Returns a copy with the confirmation times of {@code other}. */
    public Freshness withTimesOf(Freshness other) {
        return new Freshness(
                state,
                other.confirmedAt,
                pace,
                loaded,
                problem,
                complete,
                source,
                other.tagsConfirmedAt,
                other.addressesConfirmedAt);
    }

    /** Returns a copy for data from which an object that still exists may be missing. */
    public Freshness incomplete() {
        return new Freshness(
                state, confirmedAt, pace, loaded, problem, false, source, tagsConfirmedAt, addressesConfirmedAt);
    }

    /** Returns the worst freshness of each cloud. */
    public static Map<CloudName, Freshness> worst(Stream<Map<CloudName, Freshness>> parts) {
        return parts.flatMap(part -> part.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Freshness::worse));
    }

    /** Returns the worse state, or the older confirmation of equal states. */
    Freshness worse(Freshness other) {
        int order = state.compareTo(other.state);
        if (order != 0) {
            return order > 0 ? this : other;
        }
        return confirmedAt != null && other.confirmedAt != null && confirmedAt.isAfter(other.confirmedAt)
                ? other
                : this;
    }

    /** Ordered from the best to the worst. */
    public enum State {
        LIVE,
        /** The first list is running; the displayed data is incomplete. */
        LOADING,
        /**
         * The last poll failed or is overdue, or no poll has succeeded since startup; the displayed data is from {@code
         * confirmedAt}.
         */
        STALE,
        /** No list has been loaded yet, and the last request failed. There is no data to display. */
        UNREACHED
    }

    /** The source of the most recent data, ordered from the least to the most immediate. */
    public enum Source {
        /** Restored from the cache of an earlier run. */
        DISK,
        /** A full list, which may still be running. */
        LIST,
        /** A poll for changes. */
        CHANGES,
        /** The cloud's notifications, in addition to polls. */
        NOTIFICATIONS
    }

    /**
     * A request that failed or is overdue.
     *
     * @param message can be displayed to users
     * @param since start of the problem
     * @param nextTry planned time of the next attempt
     */
    public record Problem(CloudException.Category category, String message, Instant since, Instant nextTry) {}
}
