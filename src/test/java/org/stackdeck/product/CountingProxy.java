package org.stackdeck.product;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Proxy on the loopback address that records each request to a cloud. Replaces URLs in responses, such as the catalog
 * and links to next pages, with URLs of the proxy. It therefore receives the requests to all services.
 */
public final class CountingProxy implements AutoCloseable {

    private static final Pattern ORIGIN = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    /** Matches IDs in paths, which are replaced so that requests for different servers count as one kind. */
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{32,36}");
    /** Headers that the JDK's HTTP client and server set themselves. */
    private static final Set<String> OWN = Set.of("host", "content-length", "connection", "upgrade", "http2-settings");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> seen = new ConcurrentHashMap<>();
    private final List<Asked> recordedRequests = new CopyOnWriteArrayList<>();

    /** Request that the proxy sent to the cloud, including the token. */
    public record Asked(String method, URI uri, Map<String, String> headers) {}

    /** Copies the clouds.yaml file, with URLs that lead to this proxy. Returns the copy. */
    public Path rewrite(Path cloudsFile, Path directory) {
        try {
            return Files.writeString(directory.resolve("clouds.yaml"), rewrite(Files.readString(cloudsFile)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the number of requests of each kind since the last call. */
    public Map<String, Integer> takeCounts() {
        Map<String, Integer> taken = new TreeMap<>(seen);
        seen.clear();
        return taken;
    }

    /** Returns all requests so far, in order. */
    public List<Asked> recordedRequests() {
        return List.copyOf(recordedRequests);
    }

    private String rewrite(String text) {
        return ORIGIN.matcher(text).replaceAll(match -> proxyUrl(match.group()));
    }

    private String proxyUrl(String origin) {
        return addresses.containsValue(origin) ? origin : addresses.computeIfAbsent(origin, this::startProxy);
    }

    private String startProxy(String origin) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> forward(exchange, origin));
            server.start();
            servers.add(server);
            return "http://127.0.0.1:" + server.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forward(HttpExchange exchange, String origin) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String kind = exchange.getRequestMethod() + " " + origin.substring("http://127.0.0.1".length())
                    + ID.matcher(uri.getPath()).replaceAll("*")
                    + (uri.getQuery() != null && uri.getQuery().contains("changes-since") ? "?changes-since" : "");
            seen.merge(kind, 1, Integer::sum);
            URI there = URI.create(origin + uri);
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.put(name, String.join(", ", values));
                }
            });
            recordedRequests.add(new Asked(exchange.getRequestMethod(), there, headers));
            HttpRequest.Builder request = HttpRequest.newBuilder(there)
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            headers.forEach(request::header);
            answer(exchange, client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, HttpResponse<String> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":")
                    && !OWN.contains(name.toLowerCase(Locale.ROOT))
                    && !name.equalsIgnoreCase("transfer-encoding")) {
                exchange.getResponseHeaders().put(name, new ArrayList<>(values));
            }
        });
        byte[] body = rewrite(response.body()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
    }
}
