package org.stackdeck.cloud.openstack;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import tools.jackson.databind.JsonNode;

/** Creates a {@link CloudException} from every response other than 2xx. */
final class Refusals {

    private static final int LONGEST_MESSAGE = 500;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Clock clock;

    Refusals(Clock clock) {
        this.clock = clock;
    }

    CloudException of(String service, Answer answer) {
        Optional<String> message = message(answer);
        return new CloudException(
                category(answer.status(), message.isPresent()),
                message.orElseGet(
                        () -> "The " + service + " service answered " + answer.status() + " without a reason"),
                answer.status(),
                answer.requestId().orElse(null),
                answer.header("Retry-After")
                        .map(header -> wait(header.strip(), answer))
                        .orElse(null),
                null);
    }

    /**
     * A 404 with an error message of the API refers to an object. Any other 404 comes from a proxy or web server and
     * does not show that an object is missing.
     */
    private static Category category(int status, boolean inItsOwnWords) {
        return switch (status) {
            case 401 -> Category.UNAUTHENTICATED;
            case 403 -> Category.FORBIDDEN;
            case 404 -> inItsOwnWords ? Category.NOT_FOUND : Category.UNINTELLIGIBLE;
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
     * Extracts the message of an error document such as {@code {"conflictingRequest": {"code": 409, "message": "…"}}}.
     */
    private static Optional<String> message(Answer answer) {
        return Json.tree(answer)
                .flatMap(tree -> tree.values().stream()
                        .map(Refusals::messageOf)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<String> messageOf(JsonNode error) {
        JsonNode message = error.get("message");
        if (message == null || !message.isString()) {
            return Optional.empty();
        }
        String text = message.stringValue().replaceAll("\\p{Cntrl}+", " ").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text);
    }

    /** The offset of the service's clock from the local clock. */
    Optional<Duration> clockOffset(Answer answer) {
        return answer.date().map(date -> Duration.between(clock.instant(), date));
    }

    /**
     * Parses {@code Retry-After}: seconds, or a date (RFC 9110, 10.2.3) by the service's own clock; null if it is
     * neither. Limited to a time that a user can be expected to wait.
     */
    private @Nullable Duration wait(String header, Answer answer) {
        if (header.matches("[0-9]+")) {
            return header.length() > 9 ? LONGEST_WAIT : capped(Duration.ofSeconds(Integer.parseInt(header)));
        }
        return Answer.date(header)
                .map(until -> Duration.between(answer.date().orElse(clock.instant()), until))
                .map(Refusals::capped)
                .orElse(null);
    }

    private static Duration capped(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
