package org.stackdeck.simulator.glance;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.state.ImageStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Interoperable image import with the method {@code web-download}. Downloads nothing: an address whose host ends with
 * {@code .invalid} is unreachable, and all other addresses provide data.
 */
final class ImageImportHandler {

    private static final Duration DURATION = Duration.ofMillis(1_500);
    private static final long SIZE = 21_000_000;
    private static final String CHECKSUM = "0123456789abcdef0123456789abcdef";

    /**
     * Ports that Glance contacts by default (import_filtering_opts, allowed_ports). -1 is the default port of the
     * scheme.
     */
    private static final Set<Integer> PORTS = Set.of(-1, 80, 443);

    private final ImageStore images;
    private final SimulatorScheduler simulatorClock;
    /** Tasks by image ID, in the order of their creation. */
    private final Map<String, List<ObjectNode>> tasks = new ConcurrentHashMap<>();

    ImageImportHandler(ImageStore images, SimulatorScheduler simulatorClock) {
        this.images = images;
        this.simulatorClock = simulatorClock;
    }

    static ApiResponse info() {
        ObjectNode document = Json.object();
        document.putObject("import-methods")
                .put("description", "Import methods available.")
                .put("type", "array")
                .set("value", Json.array(List.of("web-download")));
        return ApiResponse.ok(document);
    }

    ApiResponse begin(ApiRequest apiRequest, SimulatedImage image) {
        JsonNode method = apiRequest
                .json()
                .orElseThrow(() -> ApiException.badRequest("JSON is malformed"))
                .path("method");
        String name = method.path("name").asString("");
        if (!name.equals("web-download")) {
            throw ApiException.badRequest("Unknown import method name '" + name + "'.");
        }
        if (!image.status().equals("queued")) {
            throw ApiException.conflict("Image needs to be in 'queued' state to use 'web-download' method");
        }
        String uri = method.path("uri").asString("");
        URI address = addressOf(uri);
        String host = String.valueOf(address.getHost());
        if (!PORTS.contains(address.getPort())) {
            throw notFiltered(uri);
        }
        ObjectNode task = newTask(image.id());
        images.change(image.id(), i -> i.withStatus("importing", null, simulatorClock.now()));
        simulatorClock.schedule(DURATION, () -> end(image.id(), task, !host.endsWith(".invalid")));
        return ApiResponse.empty(202);
    }

    private static URI addressOf(String uri) {
        try {
            return URI.create(uri);
        } catch (IllegalArgumentException _) {
            throw notFiltered(uri);
        }
    }

    private static ApiException notFiltered(String uri) {
        return ApiException.badRequest("URI for web-download does not pass filtering: " + uri);
    }

    private ObjectNode newTask(String image) {
        ObjectNode task = Json.object()
                .put("id", UUID.randomUUID().toString())
                .put("type", "api_image_import")
                .put("status", "processing")
                .put("message", "")
                .put("created_at", Timestamps.micros(simulatorClock.now()));
        tasks.computeIfAbsent(image, _ -> Collections.synchronizedList(new ArrayList<>()))
                .add(task);
        return task;
    }

    private void end(String image, ObjectNode task, boolean reachable) {
        if (reachable) {
            task.put("status", "success");
            images.change(image, i -> i.withData(SIZE, CHECKSUM, CHECKSUM.repeat(4), simulatorClock.now()));
        } else {
            task.put("status", "failure").put("message", "Task failed due to Internal Error: <urlopen error>");
            images.change(image, i -> i.withStatus("queued", null, simulatorClock.now()));
        }
    }

    ApiResponse list(String image) {
        ArrayNode all = Json.array();
        List.copyOf(tasks.getOrDefault(image, List.of())).forEach(all::add);
        return ApiResponse.ok(Json.object().set("tasks", all));
    }
}
