package org.stackdeck.cloud.openstack.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.openstack.compute.NovaVersionCache;
import org.stackdeck.cloud.openstack.http.CloudMetrics;
import org.stackdeck.cloud.openstack.http.ErrorResponseMapper;
import org.stackdeck.cloud.openstack.http.GuardedTransport;
import org.stackdeck.cloud.openstack.http.HttpTransport;
import org.stackdeck.cloud.openstack.http.OpenStackProperties;
import org.stackdeck.cloud.openstack.http.ServiceCallGuard;
import org.stackdeck.cloud.openstack.http.TlsContextFactory;
import org.stackdeck.cloud.openstack.http.TlsOptions;

/**
 * Objects that all entries of one cloud share: a circuit breaker for each service, an HTTP client for each TLS setting,
 * and Nova's version range.
 */
public final class CloudContext {

    private final CloudName cloud;
    private final CloudMetrics metrics;
    private final OpenStackProperties openStackProperties;
    private final Clock clock;
    private final Executor executor;
    private final ErrorResponseMapper errorMapper;
    private final NovaVersionCache novaVersionCache;
    private final Map<String, ServiceCallGuard> guards = new ConcurrentHashMap<>();
    private final Map<TlsOptions, HttpTransport> httpTransports = new ConcurrentHashMap<>();

    /** Creates a context without metrics, for a cloud that is only tested. */
    public CloudContext(OpenStackProperties openStackProperties, Clock clock, Executor executor) {
        this(new CloudName("unnamed"), openStackProperties, clock, executor, CloudMetrics.none());
    }

    public CloudContext(
            CloudName cloud,
            OpenStackProperties openStackProperties,
            Clock clock,
            Executor executor,
            CloudMetrics metrics) {
        this.cloud = cloud;
        this.metrics = metrics;
        this.openStackProperties = openStackProperties;
        this.clock = clock;
        this.executor = executor;
        this.errorMapper = new ErrorResponseMapper(clock);
        this.novaVersionCache = new NovaVersionCache(clock);
    }

    public OpenStackProperties settings() {
        return openStackProperties;
    }

    public Clock clock() {
        return clock;
    }

    public Executor executor() {
        return executor;
    }

    public ErrorResponseMapper errorMapper() {
        return errorMapper;
    }

    NovaVersionCache versions() {
        return novaVersionCache;
    }

    /** @param service the service type in the catalog */
    public GuardedTransport transport(String service, TlsOptions tlsOptions) {
        return transport(service, tlsOptions, openStackProperties.readTimeout());
    }

    /** Returns a transport with the configured read timeout, limited to {@code maxReadTimeout}. */
    public GuardedTransport transport(String service, TlsOptions tlsOptions, Duration maxReadTimeout) {
        return new GuardedTransport(
                httpTransports
                        .computeIfAbsent(tlsOptions, this::createHttpTransport)
                        .withMaxReadTimeout(maxReadTimeout),
                guards.computeIfAbsent(service, this::createGuard),
                metrics.serviceMetrics(cloud, service));
    }

    public void close() {
        httpTransports.values().forEach(HttpTransport::close);
        guards.forEach((service, guard) -> metrics.remove(cloud, service, guard));
    }

    private ServiceCallGuard createGuard(String service) {
        ServiceCallGuard guard = new ServiceCallGuard(service, openStackProperties, clock);
        metrics.add(cloud, service, guard);
        return guard;
    }

    private HttpTransport createHttpTransport(TlsOptions tlsOptions) {
        try {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(openStackProperties.connectTimeout())
                    .sslContext(TlsContextFactory.create(tlsOptions))
                    .executor(executor)
                    .build();
            return new HttpTransport(client, openStackProperties.readTimeout());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no usable TLS", e);
        }
    }
}
