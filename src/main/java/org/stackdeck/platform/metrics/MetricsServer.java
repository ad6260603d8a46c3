package org.stackdeck.platform.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.startup.StartupException;

/**
 * Serves only {@value #PATH}, without authentication, on the port of {@link MetricsServerProperties}. Does not start if
 * no port is configured. Spring Boot's management server cannot be used: the build of the product determines whether it
 * exists, and it would move the health endpoints away from the public port.
 */
@Component
class MetricsServer implements SmartLifecycle {

    static final String PATH = "/actuator/prometheus";

    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);

    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final ObjectProvider<PrometheusMeterRegistry> registry;
    private final MetricsServerProperties properties;
    private @Nullable HttpServer server;

    /** @param registry provides no registry if Spring Boot's properties disable the export of metrics */
    MetricsServer(ObjectProvider<PrometheusMeterRegistry> registry, MetricsServerProperties properties) {
        this.registry = registry;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        Integer port = properties.port();
        if (port == null || server != null) {
            return;
        }
        PrometheusMeterRegistry metrics = registry.getIfAvailable();
        if (metrics == null) {
            throw new StartupException("STACKDECK_METRICS_PORT is set, but the export of metrics is disabled. Remove"
                    + " MANAGEMENT_DEFAULTS_METRICS_EXPORT_ENABLED, or STACKDECK_METRICS_PORT.");
        }
        InetSocketAddress address = new InetSocketAddress(properties.address(), port);
        try {
            HttpServer created = HttpServer.create(address, 0);
            created.createContext("/", exchange -> handle(exchange, metrics));
            created.setExecutor(Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("metrics-", 0).factory()));
            created.start();
            server = created;
            LOG.info("Serving metrics at {}{}", created.getAddress(), PATH);
        } catch (IOException e) {
            throw new StartupException(
                    "The metrics cannot be served at " + address + " (" + e.getMessage()
                            + "). Check STACKDECK_METRICS_PORT and STACKDECK_METRICS_ADDRESS.",
                    e);
        }
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** Returns the address of the running server; null if the server is not running. */
    synchronized @Nullable InetSocketAddress address() {
        return server == null ? null : server.getAddress();
    }

    private static void handle(HttpExchange exchange, PrometheusMeterRegistry metrics) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
            } else {
                byte[] body = metrics.scrape(FORMAT).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", FORMAT);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }
}
