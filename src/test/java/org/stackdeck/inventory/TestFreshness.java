package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Creates the freshness of a cloud with one scope that is polled for changes. */
public final class TestFreshness {

    private TestFreshness() {}

    public static Freshness of(
            Freshness.State state,
            @Nullable Instant confirmedAt,
            Duration pace,
            @Nullable Integer loaded,
            Freshness.@Nullable Problem problem) {
        return new Freshness(
                state,
                confirmedAt,
                pace,
                loaded,
                problem,
                state == Freshness.State.LIVE || state == Freshness.State.STALE,
                Freshness.Source.CHANGES);
    }
}
