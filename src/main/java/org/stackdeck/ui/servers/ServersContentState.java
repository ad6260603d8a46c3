package org.stackdeck.ui.servers;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.ViewLogic;

/** Content of a page with the servers of a user: rows, or the reason why there are no rows. */
@ViewLogic
public sealed interface ServersContentState {

    record HasRows() implements ServersContentState {}

    record NoCloud() implements ServersContentState {}

    /**
     * The first list of a cloud is running, and there are no servers to show yet.
     *
     * @param loaded number of servers that have been loaded so far
     */
    record Loading(int loaded) implements ServersContentState {}

    /** A cloud has never responded, and there are no servers of other clouds to show. */
    record CloudUnreachable(CloudName cloud, Freshness.Problem problem) implements ServersContentState {}

    /** No grant of the user is active, and none will become active. */
    record NoGrants() implements ServersContentState {}

    /**
     * No grant of the user is active, but a grant will become active later.
     *
     * @param activeFrom time at which the first grant becomes active
     */
    record GrantsNotYetActive(Instant activeFrom) implements ServersContentState {}

    /** The clouds have no servers that the user may see. */
    record NoServers() implements ServersContentState {}

    record NoMatches() implements ServersContentState {}

    /**
     * @param shown number of rows that match the filter
     * @param visible number of servers that the user may see, including pending servers
     * @param hasPermissions whether the user has permissions in any cloud; true while this is unknown
     * @param activeFrom time at which the next grant of the user becomes active; null if there is no such grant
     */
    static ServersContentState of(
            Collection<CloudName> configured,
            Map<CloudName, Freshness> freshness,
            int shown,
            int visible,
            boolean hasPermissions,
            @Nullable Instant activeFrom) {
        if (configured.isEmpty()) {
            return new NoCloud();
        }
        if (shown > 0) {
            return new HasRows();
        }
        if (visible > 0) {
            return new NoMatches();
        }
        if (!hasPermissions) {
            return activeFrom == null ? new NoGrants() : new GrantsNotYetActive(activeFrom);
        }
        if (freshness.isEmpty() || any(freshness, Freshness.State.LOADING)) {
            return new Loading(freshness.values().stream()
                    .map(Freshness::loaded)
                    .mapToInt(loaded -> loaded == null ? 0 : loaded)
                    .sum());
        }
        return unreached(freshness).orElseGet(NoServers::new);
    }

    private static Optional<ServersContentState> unreached(Map<CloudName, Freshness> freshness) {
        return freshness.entrySet().stream()
                .filter(entry -> entry.getValue().state() == Freshness.State.UNREACHED)
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> Optional.ofNullable(entry.getValue().problem())
                        .<ServersContentState>map(problem -> new CloudUnreachable(entry.getKey(), problem))
                        .stream())
                .findFirst();
    }

    private static boolean any(Map<CloudName, Freshness> freshness, Freshness.State state) {
        Predicate<Freshness> is = f -> f.state() == state;
        return freshness.values().stream().anyMatch(is);
    }
}
