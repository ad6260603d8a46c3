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
 * @param complete whether each scope was listed in full at least once: only then does it mean something that a server is
 *     not there
 */
public record Freshness(
        State state,
        @Nullable Instant confirmedAt,
        Duration pace,
        @Nullable Integer loaded,
        @Nullable Problem problem,
        boolean complete) {

    /** Of a cloud with one scope. */
    public Freshness(
            State state,
            @Nullable Instant confirmedAt,
            Duration pace,
            @Nullable Integer loaded,
            @Nullable Problem problem) {
        this(state, confirmedAt, pace, loaded, problem, state == State.LIVE || state == State.STALE);
    }

    /** The same, confirmed at another time. */
    Freshness confirmed(@Nullable Instant at) {
        return new Freshness(state, at, pace, loaded, problem, complete);
    }

    /** Where a cloud's view stands. */
    public enum State {
        /** The first listing runs; what is shown is incomplete. */
        LOADING,
        LIVE,
        /** The last question failed; what is shown is from {@code confirmedAt}. */
        STALE,
        /** It never answered; there is nothing to show. */
        UNREACHED
    }

    /** Why a question failed, in words fit to be shown, and when it is asked again. */
    public record Problem(CloudException.Category category, String message, Instant since, Instant nextTry) {}
}
