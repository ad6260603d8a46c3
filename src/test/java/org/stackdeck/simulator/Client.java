package org.stackdeck.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** HTTP client for a simulated cloud with one token and one microversion. */
final class Client {

    record Answer(int status, HttpResponse<String> raw) {

        JsonNode json() {
            return Json.MAPPER.readTree(raw.body());
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI root;
    private final @Nullable String token;
    private final String microversion;

    private Client(URI root, @Nullable String token, String microversion) {
        this.root = root;
        this.token = token;
        this.microversion = microversion;
    }

    static Client anonymous(Simulator simulator) {
        return new Client(simulator.keystone().resolve("/"), null, "2.95");
    }

    /** @param project null for an unscoped token */
    static Client as(Simulator simulator, String user, String password, @Nullable String project) {
        String scope = project == null
                ? ""
                : ", \"scope\": {\"project\": {\"name\": \"%s\", \"domain\": {\"name\": \"Default\"}}}"
                        .formatted(project);
        return anonymous(simulator).login("""
                {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "%s",
                "domain": {"name": "Default"}, "password": "%s"}}}%s}}""".formatted(user, password, scope));
    }

    static Client member(Simulator simulator) {
        return as(simulator, "console", "console-secret", "staff");
    }

    static Client reader(Simulator simulator) {
        return as(simulator, "console-reader", "reader-secret", "staff");
    }

    static Client admin(Simulator simulator) {
        return as(simulator, "admin", "admin-secret", "admin");
    }

    private Client login(String body) {
        Answer answer = post("/v3/auth/tokens", body);
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.raw().body());
        }
        return new Client(root, answer.header("x-subject-token"), microversion);
    }

    Client in(String otherMicroversion) {
        return new Client(root, token, otherMicroversion);
    }

    String token() {
        return token == null ? "" : token;
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    /** @param headers alternating names and values */
    Answer send(String method, String path, @Nullable String body, String... headers) {
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
