package org.stackdeck.cloud.openstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.http.TlsOptions;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.identity.EndpointInterface;
import org.stackdeck.cloud.openstack.identity.KeystoneClient;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.Password;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.ProjectRef;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.UserRef;
import org.stackdeck.cloud.openstack.identity.TokenCache;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP server that acts as a Keystone with numbered tokens ({@code token-<project>-<n>}). It sends the replies that a
 * test registers for methods and paths.
 */
public final class StubOpenStack implements AutoCloseable {

    public static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");

    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param after the server waits for this latch before it sends the reply; null to send the reply immediately */
    public record Reply(
            int status,
            Map<String, String> headers,
            String body,
            @Nullable CountDownLatch after) {
        public static Reply json(int status, String body) {
            return new Reply(
                    status, Map.of("Content-Type", "application/json", "x-openstack-request-id", "req-1"), body, null);
        }

        public static Reply of(int status, Map<String, String> headers, String body) {
            return new Reply(status, headers, body, null);
        }

        Reply once(CountDownLatch latch) {
            return new Reply(status, headers, body, latch);
        }
    }

    public record Recorded(
            String method,
            String path,
            @Nullable String query,
            @Nullable String token,
            @Nullable String microversion,
            @Nullable String ifMatch,
            String body) {}

    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final Map<String, String> projects = new LinkedHashMap<>();
    private final Map<String, Set<String>> roles = new ConcurrentHashMap<>();
    private final List<Recorded> requests = new CopyOnWriteArrayList<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private volatile Duration lifetime = Duration.ofHours(1);
    private volatile String password = "secret";
    private final Set<String> shut = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String nova;

    public StubOpenStack() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        project("p1", "alpha", "member");
        replyTo("GET /v2.1/", version("2.1", "2.96"));
        replyTo("GET /image/v2/images", Reply.json(200, "{\"images\":[]}"));
    }

    public static Reply version(String oldest, String newest) {
        return Reply.json(
                200,
                "{\"version\":{\"id\":\"v2.1\",\"min_version\":\"" + oldest + "\",\"version\":\"" + newest + "\"}}");
    }

    /** Returns the JSON of a server in a list, with the required fields and {@code more}. */
    public static String server(String id, String more) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + id + "\",\"status\":\"ACTIVE\",\"tenant_id\":\"p1\","
                + "\"user_id\":\"u1\",\"created\":\"2026-01-01T00:00:00Z\",\"updated\":\"2026-01-01T00:00:05Z\","
                + "\"flavor\":{\"original_name\":\"m1.tiny\",\"vcpus\":1,\"ram\":512,\"disk\":1},\"image\":\"\","
                + "\"addresses\":{},\"OS-EXT-STS:power_state\":1" + more + "}";
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void project(String id, String name, String... rolesInIt) {
        projects.put(id, name);
        roles.put(id, Set.of(rolesInIt));
    }

    public void removeProject(String id) {
        projects.remove(id);
    }

    /** Rejects all further token requests for this project. */
    public void disableProject(String project) {
        shut.add(project);
    }

    /** Sets Nova's address in the catalog. */
    public void setNovaAddress(String address) {
        nova = address;
    }

    public void lifetime(Duration tokenLifetime) {
        lifetime = tokenLifetime;
    }

    public void password(String accepted) {
        password = accepted;
    }

    public void revokeAllTokens() {
        tokens.clear();
    }

    /** Registers replies for {@code "METHOD /path"}. The server sends them in order, and repeats the last reply. */
    public void replyTo(String place, Reply... answers) {
        replies.put(place, new ArrayDeque<>(List.of(answers)));
    }

    public List<Recorded> requests(String place) {
        return requests.stream()
                .filter(r -> (r.method() + " " + r.path()).equals(place))
                .toList();
    }

    /**
     * Writes a {@code clouds.yaml} with one entry named {@code cloud} for this server, and adds the lines to its
     * {@code auth} section.
     */
    public Path cloudsYaml(Path directory, String... authLines) {
        return write(directory, entry("cloud", authLines));
    }

    public Path write(Path directory, String... entries) {
        try {
            return Files.writeString(directory.resolve("clouds.yaml"), "clouds:\n" + String.join("", entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String entry(String name, String... authLines) {
        var yaml = new StringBuilder("  " + name + ":\n    region_name: R1\n    auth:\n")
                .append("      auth_url: " + address() + "\n      username: me\n      password: secret\n");
        for (String line : authLines) {
            yaml.append("      ").append(line).append('\n');
        }
        return yaml.toString();
    }

    /** Returns a client whose token belongs to the project. */
    public AuthenticatedServiceClient serviceClient(String type, String project, CloudContext context) {
        KeystoneClient keystone = new KeystoneClient(
                URI.create(address() + "/v3"), context.transport("identity", TlsOptions.SYSTEM), context.errorMapper());
        Password credential =
                new Password(new UserRef("u1", null, null), "secret", new ProjectRef(project, null, null));
        return new AuthenticatedServiceClient(
                type,
                context.transport(type, TlsOptions.SYSTEM),
                new TokenCache(
                        () -> keystone.authenticate(credential),
                        context.clock(),
                        context.executor(),
                        context.settings().patience()),
                token -> token.catalog()
                        .find(type, EndpointInterface.PUBLIC, null)
                        .orElseThrow(),
                context.errorMapper());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            String token = headers.getFirst("X-Auth-Token");
            requests.add(new Recorded(
                    exchange.getRequestMethod(),
                    uri.getPath(),
                    uri.getRawQuery(),
                    token,
                    headers.getFirst("OpenStack-API-Version"),
                    headers.getFirst("If-Match"),
                    body));
            send(exchange, reply(exchange.getRequestMethod() + " " + uri.getPath(), token, body));
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.after() != null) {
            try {
                reply.after().await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Reply reply(String place, @Nullable String token, String body) {
        Deque<Reply> own = replies.get(place);
        if (own == null && place.equals("POST /v3/auth/tokens")) {
            return authenticate(JSON.readTree(body).path("auth"));
        }
        if (token == null || !tokens.contains(token)) {
            return Reply.json(401, "{\"error\":{\"code\":401,\"message\":\"no such token\"}}");
        }
        if (own == null && place.startsWith("GET /v3/")) {
            return Reply.json(200, "{\"projects\":" + JSON.writeValueAsString(projectList()) + "}");
        }
        if (own == null) {
            return Reply.of(404, Map.of("Content-Type", "text/html"), "<html>nothing here</html>");
        }
        synchronized (own) {
            return own.size() > 1 ? own.poll() : own.peek();
        }
    }

    private List<Map<String, String>> projectList() {
        return projects.entrySet().stream()
                .map(p -> Map.of("id", p.getKey(), "name", p.getValue()))
                .toList();
    }

    private Reply authenticate(JsonNode auth) {
        JsonNode identity = auth.path("identity");
        String used = identity.path("token").path("id").asString("");
        String given = identity.path("password").path("user").path("password").asString("");
        if (!tokens.contains(used) && !given.equals(password)) {
            return Reply.json(401, "{\"error\":{\"code\":401,\"message\":\"The request needs authentication.\"}}");
        }
        String project = auth.path("scope").path("project").path("id").asString("");
        if (shut.contains(project)) {
            return Reply.json(401, "{\"error\":{\"code\":401,\"message\":\"Project is disabled.\"}}");
        }
        String secret = "token-" + (project.isEmpty() ? "unscoped" : project) + "-" + count.incrementAndGet();
        tokens.add(secret);
        return Reply.of(
                201,
                Map.of("Content-Type", "application/json", "X-Subject-Token", secret),
                "{\"token\":" + JSON.writeValueAsString(token(project)) + "}");
    }

    private Map<String, Object> token(String project) {
        var token = new LinkedHashMap<String, Object>();
        token.put("issued_at", ISSUED.toString());
        token.put("expires_at", ISSUED.plus(lifetime).toString());
        token.put("user", Map.of("id", "u1", "name", "me"));
        if (!project.isEmpty()) {
            token.put("project", Map.of("id", project, "name", projects.getOrDefault(project, project)));
            token.put(
                    "roles",
                    roles.getOrDefault(project, Set.of()).stream()
                            .map(r -> Map.of("name", r))
                            .toList());
            token.put(
                    "catalog",
                    List.of(
                            service("compute", "/v2.1/"),
                            service("image", "/image"),
                            service("network", "/network"),
                            service("volumev3", "/volume")));
        }
        return token;
    }

    private Map<String, Object> service(String type, String path) {
        return Map.of(
                "type",
                type,
                "endpoints",
                List.of(Map.of("interface", "public", "region_id", "R1", "url", url(type, path))));
    }

    private String url(String type, String path) {
        String told = nova;
        return told != null && type.equals("compute") ? told : address() + path;
    }
}
