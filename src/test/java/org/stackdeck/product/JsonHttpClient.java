package org.stackdeck.product;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Immutable HTTP client for JSON, with headers that identify the caller. */
public final class JsonHttpClient {

    /** States of operations that have ended. */
    static final Set<String> FINAL_STATES = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final HttpClient client;
    private final String base;
    private final Map<String, String> headers;

    private JsonHttpClient(HttpClient client, String base, Map<String, String> headers) {
        this.client = client;
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    public static JsonHttpClient forBase(String base) {
        return forBase(base, CLIENT);
    }

    /** Returns a client with the TLS settings of the HTTP client. */
    static JsonHttpClient forBase(String base, HttpClient client) {
        return new JsonHttpClient(client, base, Map.of());
    }

    /** Returns a client with an additional header. */
    public JsonHttpClient withHeader(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new JsonHttpClient(client, base, more);
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    public Reply post(String path, Object body) {
        return send("POST", path, body);
    }

    public Reply put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends the file as binary data. */
    public Reply putFile(String path, Path file) {
        return putFile(path, file, PATIENCE);
    }

    /** Sends the file as binary data, and waits at most this long for the response. */
    Reply putFile(String path, Path file, Duration patience) {
        try {
            return send("PUT", path, "application/octet-stream", HttpRequest.BodyPublishers.ofFile(file), patience);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts an action on a server, and returns the ID of the operation. */
    String startAction(String server, String action) {
        return post("/api/os/servers/" + server + "/action", Map.of("action", action))
                .expect(202)
                .body()
                .path("operation")
                .path("id")
                .asString();
    }

    void awaitOperation(Duration patience, String operation, String state) {
        Polling.waitUntil(
                "operation " + operation + " to be " + state,
                patience,
                () -> get("/api/os/operations/" + operation),
                reply -> reply.status() == 200
                        && reply.body().path("state").asString().equals(state));
    }

    /** Waits for the end of the operation, and returns the operation. */
    JsonNode awaitEnd(Duration patience, String operation) {
        return Polling.waitUntil(
                        "the end of operation " + operation,
                        patience,
                        () -> get("/api/os/operations/" + operation),
                        // A proxy responds with 502 while it has not detected the end of a node.
                        reply -> reply.status() != 502
                                && FINAL_STATES.contains(
                                        reply.expect(200).body().path("state").asString()))
                .body();
    }

    /** Waits until Stackdeck allows the action on the server. */
    void awaitAllowed(Duration patience, String server, String action) {
        Polling.waitUntil(
                "Stackdeck to detect that " + action + " is possible",
                patience,
                () -> get("/api/os/servers/" + server).body().path("allowedActions"),
                allowed ->
                        allowed.valueStream().anyMatch(word -> word.asString().equals(action)));
    }

    private Reply send(String method, String path, @Nullable Object body) {
        return send(
                method,
                path,
                "application/json",
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)),
                PATIENCE);
    }

    private Reply send(
            String method, String path, String contentType, HttpRequest.BodyPublisher body, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .timeout(patience)
                .header("Content-Type", contentType)
                .method(method, body);
        headers.forEach(request::header);
        try {
            return new Reply(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public record Reply(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode body() {
            return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
        }

        /**
         * Returns this response.
         *
         * @throws AssertionError if the response has another status
         */
        public Reply expect(int status) {
            if (status() != status) {
                throw new AssertionError(response.request().method() + " " + response.uri() + ": " + status()
                        + " and not " + status + ": " + response.body());
            }
            return this;
        }

        @Override
        public String toString() {
            return status() + " " + response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
