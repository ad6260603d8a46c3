package org.stackdeck.ui.servers.live;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.ViewLogic;

/**
 * Freshness of the whole page: the worst state of all clouds, and the oldest confirmations of the clouds that have one.
 *
 * @param confirmedAt null if no data has been confirmed
 * @param tagsConfirmedAt null if no tags have been confirmed
 * @param addressesConfirmedAt null if no addresses have been confirmed
 */
@ViewLogic
public record OverallFreshness(
        Freshness.State state,
        @Nullable Instant confirmedAt,
        @Nullable Instant tagsConfirmedAt,
        @Nullable Instant addressesConfirmedAt) {

    public static OverallFreshness of(Collection<Freshness> clouds) {
        Freshness.State worst = clouds.stream()
                .map(Freshness::state)
                .max(Comparator.naturalOrder())
                .orElse(Freshness.State.LOADING);
        return new OverallFreshness(
                worst,
                oldest(clouds, Freshness::confirmedAt),
                oldest(clouds, Freshness::tagsConfirmedAt),
                oldest(clouds, Freshness::addressesConfirmedAt));
    }

    private static @Nullable Instant oldest(Collection<Freshness> clouds, Function<Freshness, @Nullable Instant> time) {
        return clouds.stream()
                .map(time)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
