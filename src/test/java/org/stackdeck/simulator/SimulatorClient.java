package org.stackdeck.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;

/** HTTP client for a simulated cloud with one token and one microversion. */
public final class SimulatorClient {

    public record Answer(int status, HttpResponse<String> raw) {

        public JsonNode json() {
            return Json.MAPPER.readTree(raw.body());
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI root;
    private final @Nullable String token;
    private final String microversion;

    private SimulatorClient(URI root, @Nullable String token, String microversion) {
        this.root = root;
        this.token = token;
        this.microversion = microversion;
    }

    public static SimulatorClient anonymous(Simulator simulator) {
        return new SimulatorClient(simulator.keystone().resolve("/"), null, "2.95");
    }

    /**
     * Signs in and returns a client with the token.
     *
     * @param project null for an unscoped token
     */
    public static SimulatorClient as(Simulator simulator, String user, String password, @Nullable String project) {
        String scope = project == null
                ? ""
                : ", \"scope\": {\"project\": {\"name\": \"%s\", \"domain\": {\"name\": \"Default\"}}}"
                        .formatted(project);
        return anonymous(simulator).login("""
                {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "%s",
                "domain": {"name": "Default"}, "password": "%s"}}}%s}}""".formatted(user, password, scope));
    }

    public static SimulatorClient member(Simulator simulator) {
        return as(simulator, "console", "console-secret", "staff");
    }

    public static SimulatorClient reader(Simulator simulator) {
        return as(simulator, "console-reader", "reader-secret", "staff");
    }

    public static SimulatorClient admin(Simulator simulator) {
        return as(simulator, "admin", "admin-secret", "admin");
    }

    private SimulatorClient login(String body) {
        Answer answer = post("/v3/auth/tokens", body);
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.raw().body());
        }
        return new SimulatorClient(root, answer.header("x-subject-token"), microversion);
    }

    public SimulatorClient in(String otherMicroversion) {
        return new SimulatorClient(root, token, otherMicroversion);
    }

    public String token() {
        return token == null ? "" : token;
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    /** @param headers alternating names and values */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (path.startsWith("/compute")) {
            request.header("OpenStack-API-Version", "compute " + microversion);
        }
        if (token != null) {
            request.header("X-Auth-Token", token);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
