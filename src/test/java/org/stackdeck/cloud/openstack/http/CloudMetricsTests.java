package org.stackdeck.cloud.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.TracerProvider;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;

class CloudMetricsTests {

    private static final CloudName CLOUD = new CloudName("west");
    private static final ServiceRequest REQUEST = ServiceRequest.get(
            URI.create("http://nova.example/v2.1/servers/detail?project_id=secret-project"), Map.of());

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final CloudMetrics metrics =
            new CloudMetrics(registry, TracerProvider.noop().get("test"));
    private final ServiceMetrics nova = metrics.serviceMetrics(CLOUD, "compute");

    @Test
    void recordsTheDurationOfRequestsByStatus() {
        nova.record(REQUEST, () -> {
            clock.add(Duration.ofMillis(300));
            return response(204);
        });
        nova.record(REQUEST, () -> response(204));
        nova.record(REQUEST, () -> response(200));

        Timer timer = registry.get("http.client.request.duration")
                .tags("cloud", "west", "service", "compute", "http.request.method", "GET")
                .tags("http.response.status_code", "204", "error.type", "none")
                .timer();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(300);
    }

    @Test
    void recordsRequestsWithoutAResponseByTheirFailure() {
        CloudException failure = new CloudException(Category.TIMEOUT, "nova.example did not respond");

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> nova.record(REQUEST, () -> {
                    throw failure;
                }));

        assertThat(registry.get("http.client.request.duration")
                        .tags("http.response.status_code", "none", "error.type", "timeout")
                        .timer()
                        .count())
                .isOne();
    }

    @Test
    void tagsHaveNoValuesFromUrls() {
        nova.record(REQUEST, () -> response(500));

        Set<String> keys = registry.get("http.client.request.duration").timer().getId().getTags().stream()
                .map(Tag::getKey)
                .collect(Collectors.toSet());
        assertThat(keys)
                .containsExactlyInAnyOrder(
                        "cloud", "service", "http.request.method", "http.response.status_code", "error.type");
        assertThat(registry.getMeters()).extracting(Meter::getId).asString().doesNotContain("secret", "example");
    }

    @Test
    void publishesTheStateOfTheCircuitBreaker() {
        ServiceCallGuard guard = guard();
        metrics.add(CLOUD, "compute", guard);
        assertThat(breaker()).isZero();

        fail(guard);

        assertThat(breaker()).isOne();
    }

    @Test
    void laterConnectionToTheSameServiceReplacesTheCircuitBreaker() {
        ServiceCallGuard former = guard();
        metrics.add(CLOUD, "compute", former);
        fail(former);

        metrics.add(CLOUD, "compute", guard());
        metrics.remove(CLOUD, "compute", former);

        assertThat(breaker()).isZero();
    }

    @Test
    void metricsOfARemovedCloudEnd() {
        ServiceCallGuard guard = guard();
        metrics.add(CLOUD, "compute", guard);
        nova.record(REQUEST, () -> response(204));
        nova.record(REQUEST, () -> response(200));

        metrics.remove(CLOUD, "compute", guard);

        assertThat(registry.getMeters()).isEmpty();
    }

    private double breaker() {
        return registry.get("stackdeck.circuit.breaker.state")
                .tags("cloud", "west", "service", "compute")
                .gauge()
                .value();
    }

    private static void fail(ServiceCallGuard guard) {
        Supplier<ServiceResponse> timeout = () -> {
            throw new CloudException(Category.TIMEOUT, "did not respond");
        };
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(CloudException.class).isThrownBy(() -> guard.execute(REQUEST, timeout));
        }
    }

    private static ServiceCallGuard guard() {
        return new ServiceCallGuard(
                "compute",
                new OpenStackProperties(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        8,
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(5),
                        10),
                Clock.systemUTC());
    }

    private static ServiceResponse response(int status) {
        return new ServiceResponse(status, HttpHeaders.of(Map.of(), (_, _) -> true), new byte[0]);
    }
}
