package org.stackdeck.ui.servers;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.ViewModel;

/** Where the page as a whole stands: with rows, or why there are none. */
@ViewModel
sealed interface Situation {

    /** There are rows to show. */
    record Rows() implements Situation {}

    /** No cloud is configured. */
    record NoCloud() implements Situation {}

    /** The first listing runs; so many servers came so far. */
    record Loading(int loaded) implements Situation {}

    /** A cloud never answered and there is nothing else to show. */
    record Unreached(CloudName cloud, Freshness.Problem problem) implements Situation {}

    /** The viewer has no grant yet. */
    record NoGrants() implements Situation {}

    /** No grant holds now, but one will from then on. */
    record NotYet(Instant opens) implements Situation {}

    /** The clouds have no servers that the viewer may see. */
    record NoServers() implements Situation {}

    /** There are servers, but the filter matches none. */
    record NoMatch() implements Situation {}

    /**
     * @param shown rows that pass the filter
     * @param visible servers the viewer may see
     * @param entitled whether the viewer has any rights in any cloud, as far as is known
     * @param opens when a grant of theirs begins to hold; null for never
     */
    static Situation of(
            Collection<CloudName> configured,
            Map<CloudName, Freshness> freshness,
            int shown,
            int visible,
            boolean entitled,
            @Nullable Instant opens) {
        if (configured.isEmpty()) {
            return new NoCloud();
        }
        if (shown > 0) {
            return new Rows();
        }
        if (visible > 0) {
            return new NoMatch();
        }
        if (!entitled) {
            return opens == null ? new NoGrants() : new NotYet(opens);
        }
        if (freshness.isEmpty() || any(freshness, Freshness.State.LOADING)) {
            return new Loading(freshness.values().stream()
                    .map(Freshness::loaded)
                    .mapToInt(loaded -> loaded == null ? 0 : loaded)
                    .sum());
        }
        return unreached(freshness).orElseGet(NoServers::new);
    }

    private static Optional<Situation> unreached(Map<CloudName, Freshness> freshness) {
        return freshness.entrySet().stream()
                .filter(entry -> entry.getValue().state() == Freshness.State.UNREACHED)
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> Optional.ofNullable(entry.getValue().problem())
                        .<Situation>map(problem -> new Unreached(entry.getKey(), problem))
                        .stream())
                .findFirst();
    }

    private static boolean any(Map<CloudName, Freshness> freshness, Freshness.State state) {
        Predicate<Freshness> is = f -> f.state() == state;
        return freshness.values().stream().anyMatch(is);
    }
}
