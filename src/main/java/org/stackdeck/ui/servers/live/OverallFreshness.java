package org.stackdeck.ui.servers.live;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.ViewLogic;

/**
 * Freshness of the whole page: the worst state of all clouds, and the oldest confirmation.
 *
 * @param confirmedAt null if no data has been confirmed
 */
@ViewLogic
public record OverallFreshness(
        Freshness.State state, @Nullable Instant confirmedAt) {

    public static OverallFreshness of(Collection<Freshness> clouds) {
        Freshness.State worst = clouds.stream()
                .map(Freshness::state)
                .max(Comparator.comparingInt(OverallFreshness::severity))
                .orElse(Freshness.State.LOADING);
        Instant oldest = clouds.stream()
                .map(Freshness::confirmedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new OverallFreshness(worst, oldest);
    }

    private static int severity(Freshness.State state) {
        return switch (state) {
            case LIVE -> 0;
            case LOADING -> 1;
            case STALE -> 2;
            case UNREACHED -> 3;
        };
    }
}
