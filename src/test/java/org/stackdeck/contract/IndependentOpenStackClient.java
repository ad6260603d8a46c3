package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Client of the cloud under test that shares no code with the adapter. Changes the cloud as the {@code openstack}
 * command does.
 */
public final class IndependentOpenStackClient {

    /** A response. The body is an empty object if the response contains no JSON. */
    record Response(int status, JsonNode body) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;
    private final JsonNode catalog;

    /** @param entry an entry with a password and a project */
    public IndependentOpenStackClient(Path cloudsYaml, String entry) {
        Map<?, ?> auth = auth(cloudsYaml, entry);
        Map<String, Object> domain = Map.of("id", "default");
        String body = JSON.writeValueAsString(Map.of(
                "auth",
                Map.of(
                        "identity",
                        Map.of(
                                "methods",
                                new String[] {"password"},
                                "password",
                                Map.of(
                                        "user",
                                        Map.of(
                                                "name", auth.get("username"),
                                                "password", auth.get("password"),
                                                "domain", domain))),
                        "scope",
                        Map.of("project", Map.of("name", auth.get("project_name"), "domain", domain)))));
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(auth.get("auth_url") + "/auth/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        token = response.headers().firstValue("X-Subject-Token").orElseThrow();
        catalog = JSON.readTree(response.body()).path("token").path("catalog");
    }

    private static Map<?, ?> auth(Path cloudsYaml, String entry) {
        try (var reader = Files.newBufferedReader(cloudsYaml)) {
            Map<?, ?> clouds = (Map<?, ?>) new Yaml().<Map<?, ?>>load(reader).get("clouds");
            return (Map<?, ?>) ((Map<?, ?>) clouds.get(entry)).get("auth");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request to Nova and returns the body of the response. Fails unless the status is 2xx or 404. */
    JsonNode compute(String method, String path, @Nullable Object body) {
        return requestJson("compute", method, path, body);
    }

    /** Sends a request and returns the body of the response. Fails unless the status is 2xx or 404. */
    public JsonNode requestJson(String service, String method, String path, @Nullable Object body) {
        Response said = sendRaw(service, method, path, body == null ? null : JSON.writeValueAsString(body));
        assertThat(said.status())
                .as(said.body().toString())
                .satisfiesAnyOf(
                        s -> assertThat(s).isBetween(200, 299),
                        s -> assertThat(s).isEqualTo(404));
        return said.body();
    }

    void renameImage(String id, String name) {
        Response response = sendRaw(
                "image",
                "PATCH",
                "/v2/images/" + id,
                JSON.writeValueAsString(List.of(Map.of("op", "replace", "path", "/name", "value", name))),
                "application/openstack-images-v2.1-json-patch");
        assertThat(response.status()).as(response.body().toString()).isEqualTo(200);
    }

    /** Sends a request and returns the response with any status. */
    Response sendRaw(String service, String method, String path, @Nullable String body) {
        return sendRaw(service, method, path, body, "application/json");
    }

    Response sendRaw(String service, String method, String path, @Nullable String body, String contentType) {
        var request = HttpRequest.newBuilder(URI.create(endpoint(service) + path))
                .header("X-Auth-Token", token)
                // Cinder rejects requests with the microversion of another service.
                .header("OpenStack-API-Version", service.equals("compute") ? "compute 2.90" : "volume 3.0")
                .header("Content-Type", contentType)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = send(request);
        // Glance returns errors as HTML.
        boolean json = response.body().startsWith("{") || response.body().startsWith("[");
        return new Response(response.statusCode(), json ? JSON.readTree(response.body()) : JSON.createObjectNode());
    }

    private String endpoint(String service) {
        return catalog.valueStream()
                .filter(s -> s.path("type").asString("").equals(service))
                .flatMap(s -> s.path("endpoints").valueStream())
                .filter(e -> e.path("interface").asString("").equals("public"))
                .map(e -> e.path("url").asString("").replaceAll("/+$", ""))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
