package org.stackdeck.api;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A request that cannot be answered as wished, with what its problem document says. */
class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A document's own members (RFC 9457, section 3.1), which would stand in it twice. */
    private static final Set<String> RESERVED = Set.of("type", "title", "status", "detail", "instance");

    private final HttpStatus status;
    private final String code;
    private final transient Object[] arguments;
    private final transient Map<String, Object> properties;

    private transient @Nullable Duration retryAfter;

    /**
     * @param code last part of the text's key below {@code api.problem.}, and the document's {@code code}
     * @param properties what the document says besides, by names that are not its own
     */
    ProblemException(HttpStatus status, String code, Map<String, Object> properties, Object... arguments) {
        super(code);
        if (!Collections.disjoint(properties.keySet(), RESERVED)) {
            throw new IllegalArgumentException("a problem's own member: " + properties.keySet());
        }
        this.status = status;
        this.code = code;
        this.properties = Map.copyOf(properties);
        this.arguments = arguments.clone();
    }

    static ProblemException notFound(String code) {
        return new ProblemException(HttpStatus.NOT_FOUND, code, Map.of());
    }

    /** @param field path of what is wrong in the body or query */
    static ProblemException badField(String field, String code, Object... arguments) {
        return new ProblemException(HttpStatus.BAD_REQUEST, code, Map.of("field", field), arguments);
    }

    /** The same, with when it may be worth asking again. */
    ProblemException retryAfter(Duration time) {
        retryAfter = time;
        return this;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    Object[] arguments() {
        return arguments.clone();
    }

    Map<String, Object> properties() {
        return properties;
    }
}
