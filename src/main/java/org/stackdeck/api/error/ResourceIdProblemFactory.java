package org.stackdeck.api.error;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.Freshness;

/**
 * Creates problems for IDs of servers and other resources that are not found or occur in several clouds. An ID is
 * unique only within one cloud.
 */
public final class ResourceIdProblemFactory {

    /** Approximate time that a cloud needs to list a thousand servers. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private ResourceIdProblemFactory() {}

    /**
     * Returns the problem for an ID that is not visible to the caller. The problem reports that the ID does not exist
     * only if all clouds that can have the ID have been listed completely.
     *
     * @param cloud the requested cloud; null for all
     * @param code code of the problem if the ID does not exist
     */
    public static ProblemException notFound(Map<CloudName, Freshness> freshness, @Nullable String cloud, String code) {
        List<String> incomplete = freshness.entrySet().stream()
                .filter(known -> !known.getValue().complete())
                .map(known -> known.getKey().value())
                .filter(name -> cloud == null || name.equals(cloud))
                .sorted()
                .toList();
        return incomplete.isEmpty()
                ? ProblemException.notFound(code)
                : new ProblemException(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "not-known-yet",
                                Map.of("clouds", incomplete),
                                String.join(", ", incomplete))
                        .retryAfter(RETRY_AFTER);
    }

    /** Returns the problem for an ID that several clouds have. */
    public static ProblemException ambiguous(Stream<CloudName> clouds, String code) {
        List<String> names = clouds.map(CloudName::value).sorted().toList();
        return new ProblemException(HttpStatus.CONFLICT, code, Map.of("clouds", names), String.join(", ", names));
    }
}
