package org.stackdeck.cloud.openstack.http;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;

/** Checks and converts the fields of responses of all services. */
public final class ResponseFields {

    private ResponseFields() {}

    /** @throws CloudException UNINTELLIGIBLE if the field is missing */
    public static <T> T required(@Nullable T value) {
        if (value == null) {
            throw invalidResponse();
        }
        return value;
    }

    public static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * Parses a UTC time, with or without a trailing Z.
     *
     * @throws CloudException UNINTELLIGIBLE if it is not a time
     */
    public static Instant time(String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw invalidResponse();
        }
    }

    /**
     * Returns the query of the link to the next page; null if it has none. Ignores the rest of the link: behind a
     * proxy, its host is often wrong and would receive the token.
     *
     * @throws CloudException UNINTELLIGIBLE if the link is not a URL
     */
    public static @Nullable String query(String link) {
        try {
            return URI.create(link).getRawQuery();
        } catch (IllegalArgumentException e) {
            throw invalidResponse();
        }
    }

    /** Returns the exception for a field that does not conform to the service's API. */
    public static CloudException invalidResponse() {
        return new CloudException(Category.UNINTELLIGIBLE, ServiceJson.INVALID_RESPONSE);
    }
}
