package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;

/**
 * How well one cloud is known. With several scopes it is that of the worst one; for a viewer, of those that they may see.
 *
 * @param confirmedAt when the cloud last confirmed what is shown (our clock); null before the first answer
 * @param pace planned time between two questions
 * @param loaded servers received by a first listing that still runs, else null
 * @param problem why the last question failed, else null
 * @param complete whether each scope was listed in full at least once, or caught up with: only then does it mean something
 *     that a server is not there
 * @param source where what is known is from
 */
public record Freshness(
        State state,
        @Nullable Instant confirmedAt,
        Duration pace,
        @Nullable Integer loaded,
        @Nullable Problem problem,
        boolean complete,
        Source source) {

    /** Of a cloud with one scope that was asked for changes. */
    public Freshness(
            State state,
            @Nullable Instant confirmedAt,
            Duration pace,
            @Nullable Integer loaded,
            @Nullable Problem problem) {
        this(state, confirmedAt, pace, loaded, problem, state == State.LIVE || state == State.STALE, Source.CHANGES);
    }

    /** The same, confirmed at another time. */
    Freshness confirmed(@Nullable Instant at) {
        return new Freshness(state, at, pace, loaded, problem, complete, source);
    }

    /** Where a cloud's view stands. */
    public enum State {
        /** The first listing runs; what is shown is incomplete. */
        LOADING,
        LIVE,
        /** The last question failed, or none was answered since the start; what is shown is from {@code confirmedAt}. */
        STALE,
        /** It never answered; there is nothing to show. */
        UNREACHED
    }

    /** The way on which the newest of it came, from the least to the most immediate. */
    public enum Source {
        /** Kept from before the console was started. */
        DISK,
        /** A full list, also one that still runs. */
        LIST,
        /** The question for what changed. */
        CHANGES,
        /** The cloud's own notifications; questions are still asked beside them. */
        NOTIFICATIONS
    }

    /** Why a question failed, in words fit to be shown, and when it is asked again. */
    public record Problem(CloudException.Category category, String message, Instant since, Instant nextTry) {}
}
