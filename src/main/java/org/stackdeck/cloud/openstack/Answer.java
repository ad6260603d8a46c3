package org.stackdeck.cloud.openstack;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A complete HTTP response of a service, with any status. */
final class Answer {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Answer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    boolean successful() {
        return status >= 200 && status < 300;
    }

    HttpHeaders headers() {
        return headers;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The service's time of the response; empty for a missing or unparsable {@code Date}. */
    Optional<Instant> date() {
        return header("Date").flatMap(Answer::date);
    }

    /** Parses an HTTP date (RFC 9110, 5.6.7). */
    static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The service's request id, by which operators find the request in its logs. */
    Optional<String> requestId() {
        return header("x-openstack-request-id").or(() -> header("x-compute-request-id"));
    }

    InputStream body() {
        return new ByteArrayInputStream(body);
    }

    boolean empty() {
        return body.length == 0;
    }
}
