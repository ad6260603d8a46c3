package org.stackdeck.api.error;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An error response and the content of its problem document. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Standard members of a problem document (RFC 9457, section 3.1), which would be duplicated. */
    private static final Set<String> RESERVED = Set.of("type", "title", "status", "detail", "instance");

    private final HttpStatus status;
    private final String code;
    private final transient Object[] arguments;
    private final transient Map<String, Object> properties;

    private transient @Nullable Duration retryAfter;

    /**
     * @param code last part of the message key below {@code api.problem.}, and the document's {@code code}
     * @param properties additional members of the document
     */
    public ProblemException(HttpStatus status, String code, Map<String, Object> properties, Object... arguments) {
        super(code);
        if (!Collections.disjoint(properties.keySet(), RESERVED)) {
            throw new IllegalArgumentException("reserved member: " + properties.keySet());
        }
        this.status = status;
        this.code = code;
        this.properties = Map.copyOf(properties);
        this.arguments = arguments.clone();
    }

    public static ProblemException notFound(String code) {
        return new ProblemException(HttpStatus.NOT_FOUND, code, Map.of());
    }

    /** @param field path of the invalid value in the body or query */
    public static ProblemException invalidField(String field, String code, Object... arguments) {
        return new ProblemException(HttpStatus.BAD_REQUEST, code, Map.of("field", field), arguments);
    }

    /** Adds the time after which the client may retry. */
    public ProblemException retryAfter(Duration time) {
        retryAfter = time;
        return this;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Object[] arguments() {
        return arguments.clone();
    }

    public Map<String, Object> properties() {
        return properties;
    }
}
