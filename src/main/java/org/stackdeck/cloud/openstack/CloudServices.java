package org.stackdeck.cloud.openstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Shared objects of all entries of one cloud: a circuit breaker per service, an HTTP client per TLS setting, Nova's
 * version range.
 */
final class CloudServices {

    private final Settings settings;
    private final Clock clock;
    private final Executor executor;
    private final Refusals refusals;
    private final NovaVersions versions;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final Map<Tls, Connector> connectors = new ConcurrentHashMap<>();

    CloudServices(Settings settings, Clock clock, Executor executor) {
        this.settings = settings;
        this.clock = clock;
        this.executor = executor;
        this.refusals = new Refusals(clock);
        this.versions = new NovaVersions(clock);
    }

    Settings settings() {
        return settings;
    }

    Clock clock() {
        return clock;
    }

    Executor executor() {
        return executor;
    }

    Refusals refusals() {
        return refusals;
    }

    NovaVersions versions() {
        return versions;
    }

    /** @param service the service type in the catalog */
    Channel channel(String service, Tls tls) {
        return new Channel(
                connectors.computeIfAbsent(tls, this::connector),
                gates.computeIfAbsent(service, s -> new Gate(s, settings, clock)));
    }

    void close() {
        connectors.values().forEach(Connector::close);
    }

    private Connector connector(Tls tls) {
        try {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(settings.connectTimeout())
                    .sslContext(TlsContexts.of(tls))
                    .executor(executor)
                    .build();
            return new Connector(client, settings.readTimeout());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no usable TLS", e);
        }
    }
}
