package org.stackdeck.simulator.cinder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cinder's {@code /volumes/{id}/metadata} and {@code /snapshots/{id}/metadata}: reading, adding and removing entries.
 */
final class VolumeMetadataResource {

    private static final int MAX_LENGTH = 255;

    private VolumeMetadataResource() {}

    /**
     * @param path the path below the metadata
     * @param replace stores the changed metadata
     */
    static ApiResponse handle(
            ApiRequest apiRequest,
            Map<String, String> current,
            List<String> path,
            Consumer<Map<String, String>> replace) {
        Map<String, String> metadata = new LinkedHashMap<>(current);
        if (path.isEmpty() && apiRequest.hasMethod("POST")) {
            metadata.putAll(read(apiRequest.requireJson().path("metadata")));
            replace.accept(metadata);
            return ApiResponse.ok(document(metadata));
        }
        if (path.isEmpty() && apiRequest.hasMethod("GET")) {
            return ApiResponse.ok(document(metadata));
        }
        if (path.size() != 1 || !apiRequest.hasMethod("DELETE")) {
            throw new UnknownPathException();
        }
        if (metadata.remove(path.getFirst()) == null) {
            throw ApiException.notFound("Metadata item was not found");
        }
        replace.accept(metadata);
        return ApiResponse.empty(200);
    }

    /** Returns the metadata of a request; empty if the request contains none. */
    static Map<String, String> read(JsonNode wanted) {
        Map<String, String> metadata = new LinkedHashMap<>();
        wanted.properties().forEach(entry -> {
            if (!entry.getValue().isString()
                    || entry.getKey().isEmpty()
                    || entry.getKey().length() > MAX_LENGTH
                    || entry.getValue().asString().length() > MAX_LENGTH) {
                throw ApiException.badRequest("Invalid input for field/attribute metadata.");
            }
            metadata.put(entry.getKey(), entry.getValue().asString());
        });
        return metadata;
    }

    private static ObjectNode document(Map<String, String> metadata) {
        ObjectNode document = Json.object();
        ObjectNode entries = document.putObject("metadata");
        metadata.forEach(entries::put);
        return document;
    }
}
