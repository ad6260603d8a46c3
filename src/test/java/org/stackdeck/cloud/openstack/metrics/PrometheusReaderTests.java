package org.stackdeck.cloud.openstack.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.http.OpenStackProperties;
import org.stackdeck.cloud.openstack.http.TlsOptions;
import org.stackdeck.cloud.server.ServerUsageHistory;
import org.stackdeck.cloud.server.ServerUsageHistory.Metric;
import org.stackdeck.cloud.server.UsageHistoryPeriod;

/** Tests with shortened responses of Prometheus 2.53 to queries about a libvirt exporter. */
class PrometheusReaderTests {

    private static final ServerId SERVER = new ServerId("f6b6310a-cf50-443a-8499-a383b9bbc51c");
    /** 1,772,366,400 seconds since 1970. */
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final String SERIES = """
        {"status":"success","data":[
          {"__name__":"libvirt_domain_info_meta","domain":"instance-00000001","instance":"host-1.example:9177",
           "job":"libvirt","uuid":"f6b6310a-cf50-443a-8499-a383b9bbc51c"},
          {"__name__":"libvirt_domain_info_meta","domain":"instance-00000001","instance":"host-2.example:9177",
           "job":"libvirt","uuid":"f6b6310a-cf50-443a-8499-a383b9bbc51c"}]}
        """;
    private static final String VALUES = """
        {"status":"success","data":{"resultType":"matrix","result":[
          {"metric":{"stackdeck_metric":"CPUS"},
           "values":[[1772366340,"0.25"],[1772366370,"NaN"],[1772366400,"1.5"]]},
          {"metric":{"stackdeck_metric":"NETWORK_SENT"},"values":[[1772366400,"-0.000001"]]},
          {"metric":{"stackdeck_metric":"DISK_READ"},"values":[[1772366400,"+Inf"]]},
          {"metric":{"stackdeck_metric":"OTHER"},"values":[[1772366400,"1"]]}]}}
        """;

    private final Map<String, String> responses = new ConcurrentHashMap<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final CloudContext context = new CloudContext(
            new OpenStackProperties(
                    Duration.ofSeconds(5), Duration.ofSeconds(5), 4, Duration.ofSeconds(5), Duration.ofSeconds(1), 200),
            Clock.systemUTC(),
            Thread::startVirtualThread);
    private int status = 200;
    private final HttpServer prometheus = createServer();

    @BeforeEach
    void start() {
        prometheus.createContext("/prometheus/api/v1/", this::respond);
        prometheus.start();
        responses.put("series", SERIES);
        responses.put("query_range", VALUES);
    }

    @AfterEach
    void stop() {
        context.close();
        prometheus.stop(0);
    }

    @Test
    void valuesAreAssignedToTheTimesOfThePeriod() {
        ServerUsageHistory history = reader(null).load(SERVER, UsageHistoryPeriod.HOUR, NOON.plusSeconds(29));

        assertThat(history.times())
                .hasSize(121)
                .startsWith(NOON.minus(Duration.ofHours(1)))
                .endsWith(NOON);
        assertThat(history.values()).containsOnlyKeys(Metric.CPUS, Metric.NETWORK_SENT);
        assertThat(values(history, Metric.CPUS).subList(117, 121)).isEqualTo(Arrays.asList(null, 0.25, null, 1.5));
        assertThat(values(history, Metric.NETWORK_SENT).getLast()).isEqualTo(0.0);
    }

    @Test
    void serverIsFoundByItsIdAndReadOnAllItsHypervisorsWithTwoRequests() {
        reader(null).load(SERVER, UsageHistoryPeriod.WEEK, NOON);

        assertThat(queries).hasSize(2);
        assertThat(queries.getFirst())
                .startsWith("series?")
                .contains(
                        "match[]=libvirt_domain_info_meta{uuid=\"f6b6310a-cf50-443a-8499-a383b9bbc51c\"}",
                        "match[]=libvirt_domain_openstack_info{instance_id=\"f6b6310a-cf50-443a-8499-a383b9bbc51c\"}",
                        "start=1771761600&end=1772366400");
        assertThat(queries.getLast())
                .startsWith("query_range?")
                .contains(
                        "sum(rate(libvirt_domain_info_cpu_time_seconds_total{domain=\"instance-00000001\","
                                + "instance=~\"host-1\\\\.example:9177|host-2\\\\.example:9177\"}[1800s]))",
                        "step=1800&timeout=20s");
    }

    /** A hypervisor of another cell can have a domain with the same name that belongs to another server. */
    @Test
    void eachNameOfTheDomainIsReadOnlyOnItsOwnHypervisors() {
        responses.put("series", """
            {"data":[{"domain":"a","instance":"x"},{"domain":"b","instance":"y"}]}
            """);

        reader(null).load(SERVER, UsageHistoryPeriod.WEEK, NOON);

        assertThat(queries.getLast())
                .contains(
                        "sum(rate(libvirt_domain_info_cpu_time_seconds_total{domain=\"a\",instance=~\"x\"}[1800s])"
                                + " or rate(libvirt_domain_info_cpu_time_seconds_total{domain=\"b\",instance=~\"y\"}"
                                + "[1800s]))",
                        "max(libvirt_domain_memory_stats_available_bytes{domain=\"a\",instance=~\"x\"}"
                                + " - libvirt_domain_memory_stats_usable_bytes{domain=\"a\",instance=~\"x\"} or ");
    }

    @Test
    void nullsAreIgnored() {
        responses.put("series", """
            {"data":[null,{"domain":null},{"domain":"a","instance":null}]}
            """);
        responses.put("query_range", """
            {"data":{"result":[null,{"metric":{"stackdeck_metric":null},"values":[[1772366400,"1"]]},
              {"metric":null,"values":null},
              {"metric":{"stackdeck_metric":"CPUS"},"values":[null,[null,null],[1772366400,"1.5"]]}]}}
            """);

        ServerUsageHistory history = reader(null).load(SERVER, UsageHistoryPeriod.HOUR, NOON);

        assertThat(queries.getLast()).contains("{domain=\"a\",instance=~\"\"}");
        assertThat(history.values()).containsOnlyKeys(Metric.CPUS);
        assertThat(values(history, Metric.CPUS).getLast()).isEqualTo(1.5);
    }

    @Test
    void unknownServerHasNoValuesAndNoSecondRequest() {
        responses.put("series", "{\"status\":\"success\",\"data\":[]}");

        assertThat(reader(null).load(SERVER, UsageHistoryPeriod.DAY, NOON).isEmpty())
                .isTrue();
        assertThat(queries).hasSize(1);
    }

    @Test
    void periodsHaveAtMost500Points() {
        for (UsageHistoryPeriod period : UsageHistoryPeriod.values()) {
            assertThat(period.timesUntil(NOON)).hasSizeLessThanOrEqualTo(500);
        }
    }

    @Test
    void textsOfPrometheusAndTheCloudCannotChangeTheQuery() {
        responses.put(
                "series",
                "{\"data\":[{\"domain\":\"a\\\"} or up{x=\\\"\",\"instance\":\"h\\\\\"},{\"instance\":\"no"
                        + " domain\"}]}");

        reader(null).load(new ServerId("x\"} or up{y=\"\\"), UsageHistoryPeriod.HOUR, NOON);

        assertThat(queries.getFirst()).contains("{uuid=\"x\\\"} or up{y=\\\"\\\\\"}");
        assertThat(queries.getLast()).contains("{domain=\"a\\\"} or up{x=\\\"\",instance=~\"h\\\\\\\\\"}");
    }

    @Test
    void requestsAreAuthorized() {
        reader("Bearer secret-4711").load(SERVER, UsageHistoryPeriod.HOUR, NOON);

        assertThat(authorizations).containsExactly("Bearer secret-4711", "Bearer secret-4711");
    }

    @Test
    void failureDoesNotContainTheSecret() {
        status = 401;
        responses.put("series", "Unauthorized");

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> reader("Bearer secret-4711").load(SERVER, UsageHistoryPeriod.HOUR, NOON))
                .satisfies(e -> assertThat(e.category()).isEqualTo(CloudException.Category.UNAUTHENTICATED))
                .withMessageContaining("Prometheus")
                .withMessageNotContaining("4711");
        assertThat(server("Bearer secret-4711").toString()).doesNotContain("4711");
    }

    @Test
    void unreadableResponseIsReported() {
        responses.put("query_range", "<html>");

        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> reader(null).load(SERVER, UsageHistoryPeriod.HOUR, NOON))
                .satisfies(e -> assertThat(e.category()).isEqualTo(CloudException.Category.UNINTELLIGIBLE));
    }

    private static List<@Nullable Double> values(ServerUsageHistory history, Metric metric) {
        return history.values().getOrDefault(metric, List.of());
    }

    private PrometheusReader reader(@Nullable String authorization) {
        return new PrometheusReader(
                server(authorization),
                context.transport(PrometheusReader.SERVICE, TlsOptions.SYSTEM),
                context.errorMapper());
    }

    private PrometheusServer server(@Nullable String authorization) {
        return new PrometheusServer(
                URI.create("http://127.0.0.1:" + prometheus.getAddress().getPort() + "/prometheus"),
                authorization,
                TlsOptions.SYSTEM);
    }

    private void respond(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String resource = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
        queries.add(resource + "?" + URLDecoder.decode(uri.getRawQuery(), StandardCharsets.UTF_8));
        authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
        byte[] body = responses.getOrDefault(resource, "").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static HttpServer createServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
