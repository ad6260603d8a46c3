package org.stackdeck.cloud.openstack.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudException;

/** Records the duration of the requests to one service of one cloud. */
public final class ServiceMetrics {

    /** The name and the tags with dots are those of OpenTelemetry's semantic conventions for HTTP. */
    static final String REQUESTS = "http.client.request.duration";

    /** Upper limits of the histogram's buckets. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final Tags tags;

    ServiceMetrics(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    /** Sends a request and records its duration, with the class of the status or the category of the failure. */
    ServiceResponse record(ServiceRequest request, Supplier<ServiceResponse> exchange) {
        long start = registry.config().clock().monotonicTime();
        String status = NONE;
        String error = NONE;
        try {
            ServiceResponse response = exchange.get();
            status = response.status() / 100 + "xx";
            return response;
        } catch (CloudException e) {
            error = e.category().name().toLowerCase(Locale.ROOT);
            throw e;
        } finally {
            Timer.builder(REQUESTS)
                    .tags(tags)
                    .tags("http.request.method", request.method(), "status", status, "error.type", error)
                    .description("duration of the requests to OpenStack")
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry)
                    .record(Duration.ofNanos(registry.config().clock().monotonicTime() - start));
        }
    }
}
