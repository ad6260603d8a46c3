package org.stackdeck.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;

/**
 * Freshness of the data of a cloud.
 *
 * @param state LOADING, LIVE, STALE or UNREACHED
 * @param complete whether all visible data of the cloud was loaded at least once; otherwise resources may be missing
 * @param confirmedAt time when the cloud last confirmed the data; null before the first confirmation
 * @param tagsConfirmedAt time when the cloud last confirmed the tags of the servers; missing if unknown, and for other
 *     resources
 * @param addressesConfirmedAt time when the cloud last confirmed the addresses of the servers; missing like {@code
 *     tagsConfirmedAt}
 * @param problem message of the last failure since the last successful poll, or of an overdue poll; otherwise null
 */
public record CloudFreshnessResponse(
        String cloud,
        String state,
        boolean complete,
        @Nullable Instant confirmedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant tagsConfirmedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant addressesConfirmedAt,
        @Nullable String problem) {

    /** Returns the states sorted by the name of the cloud. */
    public static List<CloudFreshnessResponse> of(Map<CloudName, Freshness> freshness) {
        return freshness.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(known -> of(known.getKey(), known.getValue()))
                .toList();
    }

    private static CloudFreshnessResponse of(CloudName cloud, Freshness freshness) {
        Freshness.Problem problem = freshness.problem();
        return new CloudFreshnessResponse(
                cloud.value(),
                freshness.state().name(),
                freshness.complete(),
                freshness.confirmedAt(),
                freshness.tagsConfirmedAt(),
                freshness.addressesConfirmedAt(),
                problem == null ? null : problem.message());
    }
}
