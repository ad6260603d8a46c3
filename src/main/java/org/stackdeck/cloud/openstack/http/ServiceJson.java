package org.stackdeck.cloud.openstack.http;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Parses responses and serializes requests. Unknown keys are ignored. */
public final class ServiceJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static final String INVALID_RESPONSE = "The response does not conform to the service's API";

    private static final int MAX_TREE_BYTES = 1 << 20;

    private ServiceJson() {}

    /**
     * Parses the body of a response.
     *
     * @throws CloudException UNINTELLIGIBLE if the response is not JSON of this structure
     */
    public static <T> T read(ServiceResponse serviceResponse, Class<T> type) {
        return parse(serviceResponse, body -> MAPPER.readValue(body, type));
    }

    /**
     * Parses one value in the body of a response.
     *
     * @param pointer the JSON Pointer (RFC 6901) of the value, such as {@code /server}
     * @throws CloudException UNINTELLIGIBLE if the response is not JSON, or the value is missing or has another
     *     structure
     */
    public static <T> T readAt(ServiceResponse serviceResponse, String pointer, Class<T> type) {
        return parse(serviceResponse, body -> MAPPER.readerFor(type).at(pointer).readValue(body));
    }

    /** Parses one list in the body of a response, like {@link #readAt}. */
    public static <T> List<T> readListAt(ServiceResponse serviceResponse, String pointer, Class<T> elementType) {
        return parse(
                serviceResponse,
                body -> MAPPER.readerForListOf(elementType).at(pointer).readValue(body));
    }

    private static <T> T parse(ServiceResponse serviceResponse, Function<InputStream, @Nullable T> parser) {
        try {
            T value = parser.apply(serviceResponse.body());
            if (value != null) {
                return value;
            }
        } catch (JacksonException e) {
            // The exception is dropped because it quotes the response, which may be confidential.
        }
        throw invalidResponse(serviceResponse);
    }

    /** Returns the exception for a response that does not conform to the service's API. */
    public static CloudException invalidResponse(ServiceResponse serviceResponse) {
        return invalidResponse(serviceResponse, INVALID_RESPONSE);
    }

    /** Returns an exception like {@link #invalidResponse(ServiceResponse)} with another message. */
    public static CloudException invalidResponse(ServiceResponse serviceResponse, String message) {
        return new CloudException(
                Category.UNINTELLIGIBLE,
                message,
                serviceResponse.status(),
                serviceResponse.requestId().orElse(null),
                null,
                null);
    }

    /** Returns a small response as a tree; empty if it is not a JSON object, or if it is large. */
    public static Optional<JsonNode> readTree(ServiceResponse serviceResponse) {
        if (serviceResponse.length() > MAX_TREE_BYTES) {
            return Optional.empty();
        }
        try {
            JsonNode node = MAPPER.readTree(serviceResponse.body());
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Returns the result of the request; empty if it is null or the service reports that the resource does not exist.
     */
    public static <T> Optional<T> findWith(Supplier<@Nullable T> request) {
        try {
            return Optional.ofNullable(request.get());
        } catch (CloudException e) {
            if (e.category() == CloudException.Category.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
