package org.stackdeck.cloud.openstack.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A complete HTTP response of a service, with any status. */
public final class ServiceResponse {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    public ServiceResponse(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public boolean isSuccessful() {
        return status >= 200 && status < 300;
    }

    public HttpHeaders headers() {
        return headers;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /**
     * Returns the time of the response by the service's clock; empty if the {@code Date} header is missing or
     * unparsable.
     */
    public Optional<Instant> date() {
        return header("Date").flatMap(ServiceResponse::date);
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

    /** Returns the service's request ID, with which operators can find the request in the logs of the service. */
    public Optional<String> requestId() {
        return header("x-openstack-request-id").or(() -> header("x-compute-request-id"));
    }

    public InputStream body() {
        return new ByteArrayInputStream(body);
    }

    /** Returns the size of the body, in bytes. */
    public int length() {
        return body.length;
    }
}
