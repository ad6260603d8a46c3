package org.stackdeck.notices.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** HTTP server on a loopback port that records the messages that it receives. */
final class TestChatServer implements AutoCloseable {

    static final String PATH = "/hooks/T00/B00/secret-token-a1b2";

    private final HttpServer server;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    TestChatServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        paths.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        int responded = status;
        if (responded >= 300 && responded < 400) {
            exchange.getResponseHeaders().set("Location", "/redirected");
        } else if (responded == 200) {
            received.add(body);
        }
        exchange.sendResponseHeaders(responded, 0);
        exchange.getResponseBody().write(("secret response " + body).getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    void respondWith(int newStatus) {
        status = newStatus;
    }

    int port() {
        return server.getAddress().getPort();
    }

    WebhookUrl url() {
        return new WebhookUrl("http://127.0.0.1:" + port() + PATH);
    }

    /** Returns the bodies of the requests that the server accepted. */
    List<String> received() {
        return List.copyOf(received);
    }

    /** Returns the method and the path of each request, including refused ones. */
    List<String> requests() {
        return List.copyOf(paths);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
