package org.stackdeck.api.servers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;

/**
 * Servers that a user may see.
 *
 * @param complete whether all visible servers have been loaded at least once; otherwise servers may be missing
 * @param clouds state of each cloud, sorted by name
 */
record ServerListResponse(List<ServerResponse> servers, boolean complete, List<CloudStateResponse> clouds) {

    static ServerListResponse of(List<ServerResponse> servers, Map<CloudName, Freshness> freshness) {
        return new ServerListResponse(
                servers,
                freshness.values().stream().allMatch(Freshness::complete),
                freshness.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(known -> CloudStateResponse.of(known.getKey(), known.getValue()))
                        .toList());
    }

    /**
     * @param state LOADING, LIVE, STALE or UNREACHED
     * @param confirmedAt time when the cloud last confirmed the data; null before the first confirmation
     * @param problem why the last poll failed; null if it succeeded
     */
    record CloudStateResponse(
            String cloud,
            String state,
            boolean complete,
            @Nullable Instant confirmedAt,
            @Nullable String problem) {

        static CloudStateResponse of(CloudName cloud, Freshness freshness) {
            Freshness.Problem problem = freshness.problem();
            return new CloudStateResponse(
                    cloud.value(),
                    freshness.state().name(),
                    freshness.complete(),
                    freshness.confirmedAt(),
                    problem == null ? null : problem.message());
        }
    }
}
