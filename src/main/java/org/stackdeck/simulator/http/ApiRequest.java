package org.stackdeck.simulator.http;

import com.sun.net.httpserver.Headers;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.stackdeck.simulator.support.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * HTTP request to a service.
 *
 * @param path path relative to the prefix of the service, starting with a slash
 * @param body body as text; empty if the body has the type {@code application/octet-stream}
 * @param data body of the type {@code application/octet-stream}; empty for other types
 * @param requestId value of the response header {@code x-openstack-request-id}
 */
public record ApiRequest(
        String method,
        String path,
        QueryParameters query,
        Headers headers,
        String body,
        InputStream data,
        String requestId) {

    /** Returns the segments of the path; empty for the root path. */
    public List<String> segments() {
        return Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList();
    }

    public boolean hasMethod(String expectedMethod) {
        return method.equals(expectedMethod);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name)).map(String::strip);
    }

    /** Returns the body as a JSON object; empty if the body is not a JSON object. */
    public Optional<JsonNode> json() {
        return parsed().filter(JsonNode::isObject);
    }

    /**
     * Returns the body as a JSON object.
     *
     * @throws ApiException 400 if the body is not a JSON object
     */
    public JsonNode requireJson() {
        return json().orElseThrow(() -> ApiException.badRequest("Malformed request body"));
    }

    /**
     * Returns whether the request for a list in Cinder selects all projects. Only administrators receive such a list.
     */
    public boolean isForAllProjects() {
        return query.last("all_tenants").filter(value -> !value.equals("0")).isPresent();
    }

    /** Returns the body as a JSON array; empty if the body is not a JSON array. */
    public Optional<JsonNode> jsonArray() {
        return parsed().filter(JsonNode::isArray);
    }

    private Optional<JsonNode> parsed() {
        try {
            return Optional.ofNullable(Json.MAPPER.readTree(body));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
