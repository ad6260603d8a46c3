package org.stackdeck.product;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/**
 * Client of Nova and other services that bypasses Stackdeck. It uses an entry of clouds.yaml with a password and a
 * project.
 */
public final class TestNovaClient {

    private final JsonHttpClient jsonHttpClient;
    private final JsonNode catalog;

    private TestNovaClient(JsonHttpClient jsonHttpClient, JsonNode catalog) {
        this.jsonHttpClient = jsonHttpClient;
        this.catalog = catalog;
    }

    public static TestNovaClient connect(Path cloudsFile, String entry) {
        Map<String, Object> cloud = entry(cloudsFile, entry);
        Map<String, Object> auth = map(cloud, "auth");
        Map<String, Object> user = new HashMap<>(Map.of(
                "name", auth.get("username"),
                "password", auth.get("password"),
                "domain", Map.of("name", auth.getOrDefault("user_domain_name", "Default"))));
        Map<String, Object> project = Map.of(
                "name", auth.get("project_name"),
                "domain", Map.of("name", auth.getOrDefault("project_domain_name", "Default")));
        Object question = Map.of(
                "auth",
                Map.of(
                        "identity", Map.of("methods", List.of("password"), "password", Map.of("user", user)),
                        "scope", Map.of("project", project)));
        JsonHttpClient.Reply reply = JsonHttpClient.forBase(String.valueOf(auth.get("auth_url")))
                .post("/auth/tokens", question)
                .expect(201);
        JsonNode catalog = reply.body().path("token").path("catalog");
        JsonHttpClient jsonHttpClient = JsonHttpClient.forBase(endpoint(catalog, "compute"))
                .withHeader("X-Auth-Token", reply.header("X-Subject-Token"))
                .withHeader("OpenStack-API-Version", "compute 2.79");
        return new TestNovaClient(jsonHttpClient, catalog);
    }

    private static Map<String, Object> entry(Path file, String entry) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return map(map(new Yaml().<Map<String, Object>>load(reader), "clouds"), entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        if (parent.get(key) instanceof Map<?, ?> child) {
            return (Map<String, Object>) child;
        }
        throw new IllegalArgumentException("no " + key + " in " + parent.keySet());
    }

    private static String endpoint(JsonNode catalog, String type) {
        for (JsonNode service : catalog) {
            if (service.path("type").asString().equals(type)) {
                for (JsonNode endpoint : service.path("endpoints")) {
                    if (endpoint.path("interface").asString().equals("public")) {
                        return endpoint.path("url").asString();
                    }
                }
            }
        }
        throw new IllegalStateException("no " + type + " in the catalog");
    }

    /** Creates a server without a network, waits until it is ACTIVE, and returns its ID. */
    public String create(String name) {
        return create(name, Map.of());
    }

    /** Creates a server with metadata and without a network, waits until it is ACTIVE, and returns its ID. */
    public String create(String name, Map<String, String> metadata) {
        Object server = Map.of(
                "name",
                name,
                "metadata",
                metadata,
                "flavorRef",
                flavors().findFirst().orElseThrow().path("id").asString(),
                "imageRef",
                image(),
                "networks",
                "none");
        String id = jsonHttpClient
                .post("/servers", Map.of("server", server))
                .expect(202)
                .body()
                .path("server")
                .path("id")
                .asString();
        Polling.waitUntil("server " + name, Duration.ofSeconds(60), () -> status(id), "ACTIVE"::equals);
        return id;
    }

    private String image() {
        return jsonHttpClient
                .get(endpoint(catalog, "image") + "/v2/images?visibility=public")
                .body()
                .path("images")
                .path(0)
                .path("id")
                .asString();
    }

    /** Returns the ID of the server with this name, which must exist. */
    public String find(String name) {
        return StreamSupport.stream(
                        jsonHttpClient
                                .get("/servers?name=" + name)
                                .body()
                                .path("servers")
                                .spliterator(),
                        false)
                .filter(server -> server.path("name").asString().equals(name))
                .map(server -> server.path("id").asString())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no server named " + name));
    }

    /** Returns the IDs of servers on the first page of the list that have this status, no task and no lock. */
    public List<String> withStatus(String status) {
        List<String> ids = new ArrayList<>();
        for (JsonNode server :
                jsonHttpClient.get("/servers/detail?status=" + status).body().path("servers")) {
            if (server.path("OS-EXT-STS:task_state").isNull()
                    && !server.path("locked").asBoolean()) {
                ids.add(server.path("id").asString());
            }
        }
        return ids;
    }

    /** Returns the number of servers on all pages. */
    public int count() {
        return all("/servers").size();
    }

    /** Returns all servers of the project as in Nova's response. */
    public List<JsonNode> servers() {
        return all("/servers/detail");
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> found = new ArrayList<>();
        JsonNode page = jsonHttpClient.get(path).expect(200).body().path("servers");
        while (!page.isEmpty()) {
            page.forEach(found::add);
            String last = page.path(page.size() - 1).path("id").asString();
            page = jsonHttpClient
                    .get(path + "?marker=" + last)
                    .expect(200)
                    .body()
                    .path("servers");
        }
        return found;
    }

    /** Returns the resources on the first page of a list of another service. */
    List<JsonNode> list(String service, String path, String member) {
        return client(service)
                .get(endpoint(catalog, service) + path)
                .expect(200)
                .body()
                .path(member)
                .valueStream()
                .toList();
    }

    /** Deletes a resource of another service, if it exists. */
    void delete(String service, String path) {
        client(service).delete(endpoint(catalog, service) + path);
    }

    /** Returns a client for the service. Cinder requires its own version header, because it rejects Nova's. */
    private JsonHttpClient client(String service) {
        return service.equals("volumev3")
                ? jsonHttpClient.withHeader("OpenStack-API-Version", "volume 3.0")
                : jsonHttpClient;
    }

    public List<String> keyPairs() {
        List<String> names = new ArrayList<>();
        jsonHttpClient
                .get("/os-keypairs")
                .expect(200)
                .body()
                .path("keypairs")
                .forEach(pair -> names.add(pair.path("keypair").path("name").asString()));
        return names;
    }

    public String status(String id) {
        return jsonHttpClient
                .get("/servers/" + id)
                .body()
                .path("server")
                .path("status")
                .asString();
    }

    public String name(String id) {
        return jsonHttpClient
                .get("/servers/" + id)
                .body()
                .path("server")
                .path("name")
                .asString();
    }

    public void start(String id) {
        performAction(id, "os-start");
    }

    public void stop(String id) {
        performAction(id, "os-stop");
    }

    /** Shelves the server and waits until it is offloaded. */
    public void shelve(String id) {
        performAction(id, "shelve");
        Polling.waitUntil("server " + id, Duration.ofSeconds(60), () -> status(id), "SHELVED_OFFLOADED"::equals);
    }

    /** Returns the flavors, from the smallest disk to the largest. */
    private Stream<JsonNode> flavors() {
        return jsonHttpClient
                .get("/flavors/detail")
                .body()
                .path("flavors")
                .valueStream()
                .sorted(Comparator.comparingInt(flavor -> flavor.path("disk").asInt()));
    }

    /** Resizes the server and waits until the resize can be confirmed. */
    public void resize(String id) {
        jsonHttpClient
                .post(
                        "/servers/" + id + "/action",
                        Map.of(
                                "resize",
                                Map.of("flavorRef", findLargerFlavor(id).orElseThrow())))
                .expect(202);
        Polling.waitUntil("server " + id, Duration.ofSeconds(60), () -> status(id), "VERIFY_RESIZE"::equals);
    }

    /**
     * Returns the ID of the next flavor in the order of disk sizes; empty if there is none. Nova cannot shrink disks.
     */
    public Optional<String> findLargerFlavor(String id) {
        String present = server(id).path("flavor").path("original_name").asString();
        return flavors()
                .dropWhile(flavor -> !flavor.path("name").asString().equals(present))
                .skip(1)
                .map(flavor -> flavor.path("id").asString())
                .findFirst();
    }

    private JsonNode server(String id) {
        return jsonHttpClient.get("/servers/" + id).body().path("server");
    }

    public List<String> tags(String id) {
        return server(id).path("tags").valueStream().map(JsonNode::asString).toList();
    }

    /** Returns the keys of the server's metadata. */
    public Set<String> metadata(String id) {
        return Set.copyOf(server(id).path("metadata").propertyNames());
    }

    /** Deletes images whose names start with the prefix, among the first 1000 images. */
    public void deleteImages(String prefix) {
        String images = endpoint(catalog, "image") + "/v2/images";
        for (JsonNode image : jsonHttpClient.get(images + "?limit=1000").body().path("images")) {
            if (image.path("name").asString("").startsWith(prefix)) {
                jsonHttpClient.delete(images + "/" + image.path("id").asString());
            }
        }
    }

    private void performAction(String id, String action) {
        Map<String, Object> body = new HashMap<>();
        body.put(action, null);
        jsonHttpClient.post("/servers/" + id + "/action", body).expect(202);
    }

    public void rename(String id, String name) {
        jsonHttpClient
                .put("/servers/" + id, Map.of("server", Map.of("name", name)))
                .expect(200);
    }

    public void setMetadata(String id, String key, String value) {
        jsonHttpClient
                .post("/servers/" + id + "/metadata", Map.of("metadata", Map.of(key, value)))
                .expect(200);
    }

    public void delete(String id) {
        jsonHttpClient.delete("/servers/" + id);
    }

    /** Returns the kinds of the server's instance actions, newest first. */
    public List<String> actions(String id) {
        return StreamSupport.stream(
                        jsonHttpClient
                                .get("/servers/" + id + "/os-instance-actions")
                                .expect(200)
                                .body()
                                .path("instanceActions")
                                .spliterator(),
                        false)
                .map(action -> action.path("action").asString())
                .toList();
    }
}
