package org.stackdeck.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;
import org.stackdeck.platform.configuration.ConfigurationValidator;
import org.stackdeck.platform.startup.StartupException;

class MetricsServerTests {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private MetricsServer server = create(Map.of("stackdeck.metrics.port", "0"));

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void servesTheMetricsInPrometheusFormat() throws Exception {
        registry.counter("stackdeck.test").increment();
        server.start();

        HttpResponse<String> response = send("GET", "/actuator/prometheus");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(response.body()).contains("stackdeck_test_total 1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/actuator",
                "/actuator/health",
                "/actuator/prometheus/",
                "/actuator/prometheus/../env",
                "/servers",
                "/api/os/servers"
            })
    void servesNothingElse(String path) throws Exception {
        server.start();

        assertThat(send("GET", path).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesOtherMethods() throws Exception {
        server.start();

        assertThat(send("POST", "/actuator/prometheus").statusCode()).isEqualTo(405);
    }

    @Test
    void listensOnlyOnTheLoopbackAddressByDefault() {
        server.start();

        assertThat(address().getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
    }

    @Test
    void doesNotListenWithoutAPort() {
        server = create(Map.of());
        server.start();

        assertThat(server.isRunning()).isFalse();
    }

    @Test
    void reportsAPortInUse() {
        server.start();
        MetricsServer second =
                create(Map.of("stackdeck.metrics.port", String.valueOf(address().getPort())));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(second::start)
                .withMessageContaining("STACKDECK_METRICS_PORT");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void refusesAnInvalidPort(int port) {
        MockEnvironment environment =
                new MockEnvironment().withProperty("stackdeck.metrics.port", String.valueOf(port));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> ConfigurationValidator.requireValid(environment))
                .withMessageContaining("stackdeck.metrics.port")
                .withMessageContaining("0 to 65535");
    }

    @Test
    void reportsThatTheExportOfMetricsIsDisabled() {
        MetricsServer withoutRegistry = new MetricsServer(
                new StaticListableBeanFactory().getBeanProvider(PrometheusMeterRegistry.class),
                new MetricsServerProperties(0, InetAddress.getLoopbackAddress()));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(withoutRegistry::start)
                .withMessageContaining("MANAGEMENT_DEFAULTS_METRICS_EXPORT_ENABLED");
    }

    private MetricsServer create(Map<String, String> settings) {
        MetricsServerProperties properties = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("stackdeck.metrics", MetricsServerProperties.class);
        return new MetricsServer(
                new StaticListableBeanFactory(Map.of("registry", registry))
                        .getBeanProvider(PrometheusMeterRegistry.class),
                properties);
    }

    private InetSocketAddress address() {
        return Objects.requireNonNull(server.address());
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + address().getPort() + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
