package org.stackdeck.cloud.openstack.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.stackdeck.cloud.CloudName;

/**
 * Registers the metrics and spans of the requests to all clouds, with the tags {@code cloud} and {@code service}.
 * Thread-safe.
 */
public final class CloudMetrics {

    private static final String BREAKER = "stackdeck.circuit.breaker.state";

    private final MeterRegistry registry;
    private final Tracer tracer;
    private final Map<Tags, ServiceCallGuard> guards = new ConcurrentHashMap<>();

    public CloudMetrics(MeterRegistry registry, Tracer tracer) {
        this.registry = registry;
        this.tracer = tracer;
    }

    /** Creates an instance that records nothing, for clouds that are not connected. */
    public static CloudMetrics none() {
        return new CloudMetrics(
                new CompositeMeterRegistry(), TracerProvider.noop().get(""));
    }

    public ServiceMetrics serviceMetrics(CloudName cloud, String service) {
        return new ServiceMetrics(registry, tags(cloud, service), tracer);
    }

    /** Publishes the state of the circuit breaker, instead of that of an earlier connection to the service. */
    public void add(CloudName cloud, String service, ServiceCallGuard guard) {
        Tags tags = tags(cloud, service);
        guards.put(tags, guard);
        Gauge.builder(BREAKER, () -> state(tags))
                .tags(tags)
                .description("circuit breaker: 0 closed, 1 open, 2 half open")
                .register(registry);
    }

    /** Removes the metrics of the service, unless a later connection to it publishes them. */
    public void remove(CloudName cloud, String service, ServiceCallGuard guard) {
        Tags tags = tags(cloud, service);
        if (guards.remove(tags, guard)) {
            Stream.of(BREAKER, ServiceMetrics.REQUESTS)
                    .flatMap(name -> registry.find(name).tags(tags).meters().stream())
                    .forEach(registry::remove);
        }
    }

    private double state(Tags tags) {
        ServiceCallGuard guard = guards.get(tags);
        return guard == null ? Double.NaN : guard.breakerState();
    }

    private static Tags tags(CloudName cloud, String service) {
        return Tags.of("cloud", cloud.value(), "service", service);
    }
}
