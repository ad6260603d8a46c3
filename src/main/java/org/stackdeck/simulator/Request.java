package org.stackdeck.simulator;

import com.sun.net.httpserver.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A request as a service sees it.
 *
 * @param path below the service's own prefix, always beginning with a slash
 * @param requestId what the answer carries as {@code x-openstack-request-id}
 */
record Request(String method, String path, Query query, Headers headers, String body, String requestId) {

    /** The path's parts; an empty list for the root. */
    List<String> segments() {
        return Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList();
    }

    boolean is(String expectedMethod) {
        return method.equals(expectedMethod);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name)).map(String::strip);
    }

    /** The body as JSON; empty when it is not JSON. */
    Optional<JsonNode> json() {
        try {
            return Optional.ofNullable(Json.MAPPER.readTree(body)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
