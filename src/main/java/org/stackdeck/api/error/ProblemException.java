package org.stackdeck.api.error;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Exception that is returned as a problem document (RFC 9457). Contains the content of the document. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Standard members of a problem document (RFC 9457, section 3.1). Additional members with these names would
     * duplicate them.
     */
    private static final Set<String> RESERVED = Set.of("type", "title", "status", "detail", "instance");

    private final HttpStatus status;
    private final String code;
    private final transient Object[] arguments;
    private final transient Map<String, Object> properties;
    private final transient HttpHeaders headers = new HttpHeaders();

    /**
     * @param code last part of the message key below {@code api.problem.}, and the document's {@code code}
     * @param properties additional members of the document
     * @param arguments the message's arguments; converted to strings, because the message format would otherwise group
     *     the digits of numbers
     */
    public ProblemException(HttpStatus status, String code, Map<String, Object> properties, Object... arguments) {
        super(code);
        if (!Collections.disjoint(properties.keySet(), RESERVED)) {
            throw new IllegalArgumentException("reserved member: " + properties.keySet());
        }
        this.status = status;
        this.code = code;
        this.properties = Map.copyOf(properties);
        this.arguments = Arrays.stream(arguments).map(String::valueOf).toArray();
    }

    public static ProblemException notFound(String code, Object... arguments) {
        return new ProblemException(HttpStatus.NOT_FOUND, code, Map.of(), arguments);
    }

    public static ProblemException forbidden(String code, Object... arguments) {
        return new ProblemException(HttpStatus.FORBIDDEN, code, Map.of(), arguments);
    }

    public static ProblemException conflict(String code, Object... arguments) {
        return new ProblemException(HttpStatus.CONFLICT, code, Map.of(), arguments);
    }

    public static ProblemException tooManyRequests(String code, Object... arguments) {
        return new ProblemException(HttpStatus.TOO_MANY_REQUESTS, code, Map.of(), arguments);
    }

    public static ProblemException unauthorized(String code) {
        return new ProblemException(HttpStatus.UNAUTHORIZED, code, Map.of())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /**
     * @param field path of the invalid value in the body or query; the first argument of the message
     * @param arguments remaining arguments of the message
     */
    public static ProblemException invalidField(String field, String code, Object... arguments) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                code,
                Map.of("field", field),
                Stream.concat(Stream.of(field), Arrays.stream(arguments)).toArray());
    }

    public static ProblemException missingField(String field) {
        return invalidField(field, "missing-field");
    }

    /**
     * Returns a copy without headers in which the parent precedes the path in the property {@code field}. The message
     * still contains the path without the parent.
     */
    public ProblemException inParent(String parent) {
        Map<String, Object> prefixed = new HashMap<>(properties);
        prefixed.computeIfPresent("field", (_, field) -> parent + "." + field);
        return new ProblemException(status, code, prefixed, arguments);
    }

    public ProblemException header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    public ProblemException retryAfter(Duration time) {
        return header(HttpHeaders.RETRY_AFTER, Long.toString(time.toSeconds()));
    }

    public HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    Object[] arguments() {
        return arguments;
    }

    Map<String, Object> properties() {
        return properties;
    }

    HttpHeaders headers() {
        return headers;
    }
}
