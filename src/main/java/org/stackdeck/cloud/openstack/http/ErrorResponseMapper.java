package org.stackdeck.cloud.openstack.http;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import tools.jackson.databind.JsonNode;

/** Creates a {@link CloudException} from a response with a status other than 2xx. */
public final class ErrorResponseMapper {

    private static final int MAX_MESSAGE_LENGTH = 500;
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

    private final Clock clock;

    public ErrorResponseMapper(Clock clock) {
        this.clock = clock;
    }

    public CloudException toCloudException(String service, ServiceResponse serviceResponse) {
        Optional<String> message = message(serviceResponse);
        return new ErrorResponseException(
                category(serviceResponse.status(), message.isPresent()),
                message.orElseGet(
                        () -> "The " + service + " service returned " + serviceResponse.status() + " without a reason"),
                message.isPresent(),
                serviceResponse,
                serviceResponse
                        .header("Retry-After")
                        .map(header -> retryAfter(header.strip(), serviceResponse))
                        .orElse(null));
    }

    /**
     * Returns the category of a status. A 404 with an error message of the API refers to an object. Any other 404 comes
     * from a proxy or web server and does not show that an object is missing.
     */
    private static Category category(int status, boolean hasServiceMessage) {
        return switch (status) {
            case 401 -> Category.UNAUTHENTICATED;
            case 403 -> Category.FORBIDDEN;
            case 404 -> hasServiceMessage ? Category.NOT_FOUND : Category.UNINTELLIGIBLE;
            case 409, 412 -> Category.CONFLICT;
            case 429 -> Category.THROTTLED;
            case 503 -> Category.UNAVAILABLE;
            default -> {
                if (status >= 500) {
                    yield Category.FAILED;
                }
                yield status >= 400 ? Category.REFUSED : Category.UNINTELLIGIBLE;
            }
        };
    }

    /**
     * Extracts the message of an error document such as {@code {"conflictingRequest": {"code": 409, "message": "…"}}},
     * or of Glance's document with the members {@code message}, {@code code} and {@code title}.
     */
    private static Optional<String> message(ServiceResponse serviceResponse) {
        return ServiceJson.readTree(serviceResponse)
                .flatMap(tree -> isOfGlance(tree, serviceResponse)
                        ? messageOf(tree)
                        : tree.values().stream()
                                .map(ErrorResponseMapper::messageOf)
                                .flatMap(Optional::stream)
                                .findFirst());
    }

    /**
     * Returns whether the document is an error of Glance. Proxies also return documents with a message, but without the
     * request ID of a service.
     */
    private static boolean isOfGlance(JsonNode tree, ServiceResponse serviceResponse) {
        return tree.has("code")
                && tree.has("title")
                && serviceResponse.requestId().isPresent();
    }

    private static Optional<String> messageOf(JsonNode error) {
        JsonNode message = error.get("message");
        if (message == null || !message.isString()) {
            return Optional.empty();
        }
        String text =
                message.stringValue().replaceAll("<br />|\\p{Cntrl}+", " ").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(text.length() > MAX_MESSAGE_LENGTH ? text.substring(0, MAX_MESSAGE_LENGTH) + "…" : text);
    }

    /** Returns the offset of the service's clock from the local clock; empty if the response contains no valid date. */
    public Optional<Duration> clockOffset(ServiceResponse serviceResponse) {
        return serviceResponse.date().map(date -> Duration.between(clock.instant(), date));
    }

    /**
     * Parses {@code Retry-After}: seconds, or a date (RFC 9110, 10.2.3) according to the service's own clock. Returns
     * null for any other value. The result is at most {@link #MAX_RETRY_AFTER}.
     */
    private @Nullable Duration retryAfter(String header, ServiceResponse serviceResponse) {
        if (header.matches("[0-9]+")) {
            return header.length() > 9 ? MAX_RETRY_AFTER : capped(Duration.ofSeconds(Integer.parseInt(header)));
        }
        return ServiceResponse.date(header)
                .map(until -> Duration.between(serviceResponse.date().orElse(clock.instant()), until))
                .map(ErrorResponseMapper::capped)
                .orElse(null);
    }

    private static Duration capped(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : wait;
    }
}
