package org.stackdeck.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests the metrics of the whole application with a simulated cloud, as Prometheus reads them. */
@Tag("integration")
@SpringBootTest(
        properties = {
            "stackdeck.metrics.port=0",
            "stackdeck.data-dir=${test.data:target/test-data}/metric-names",
            "spring.datasource.url=jdbc:h2:mem:metric-names;MODE=MariaDB;DB_CLOSE_DELAY=-1"
        })
@AutoConfigureMockMvc
@DirtiesContext
class MetricNamesTests {

    private static final Path ALERTS = Path.of("deploy/prometheus/alerts.yml");
    private static final Path DASHBOARD = Path.of("deploy/grafana/stackdeck.json");

    /** Matches strings, label matchers, ranges and lists of labels, which contain no names of metrics. */
    private static final Pattern NO_METRIC = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]|\\b(?:by|on|without|ignoring|group_left|group_right) *\\([^)]*\\)");

    /** Matches the name of a label in a matcher, or the list of labels of an aggregation. */
    private static final Pattern LABELS = Pattern.compile("([a-z_]+) *(?:=~|!~|!=|=) *\"|\\bby *\\(([^)]*)\\)");

    /** Labels that Prometheus itself adds. */
    private static final Set<String> SCRAPE_LABELS = Set.of("job", "instance");

    private static final Pattern NAME = Pattern.compile("\\b[a-z][a-z0-9_]*\\b(?! *\\()");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");
    /** Prometheus itself creates this metric for each scrape. */
    private static final String UP = "up";

    private static final Simulator SIMULATOR = Simulator.start(SimulatorOptions.defaults());

    @TempDir
    private static Path directory;

    @Autowired
    private MetricsServer server;

    @Autowired
    private MockMvcTester http;

    @DynamicPropertySource
    static void cloud(DynamicPropertyRegistry properties) {
        properties.add("stackdeck.clouds-file", MetricNamesTests::writeCloudsYaml);
    }

    private static String writeCloudsYaml() {
        Path file = directory.resolve("clouds.yaml");
        SIMULATOR.writeCloudsYaml(file);
        return file.toString();
    }

    @AfterAll
    static void stopCloud() {
        SIMULATOR.close();
    }

    @Test
    void alertsAndDashboardUseOnlyExportedMetrics() throws IOException {
        Set<String> alerts = names(alertExpressions());
        Set<String> dashboard = names(dashboardExpressions());
        assertThat(alerts).hasSizeGreaterThan(8).contains("stackdeck_cloud_failures", UP);
        assertThat(dashboard).hasSizeGreaterThan(15).contains("http_client_request_duration_seconds_bucket", UP);
        Set<String> used = new TreeSet<>(alerts);
        used.addAll(dashboard);
        used.remove(UP);

        // Metrics of requests exist only after the first request.
        assertThat(http.get().uri("/actuator/health")).hasStatusOk();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(exportedNames()).containsAll(used));
    }

    @Test
    void alertsAndDashboardUseOnlyExportedLabels() throws IOException {
        List<String> expressions = new ArrayList<>(alertExpressions());
        expressions.addAll(dashboardExpressions());
        assertThat(expressions.stream().flatMap(expression -> labels(expression).stream()))
                .contains("http_response_status_code", "error_type", "jvm_memory_type", "le");

        assertThat(http.get().uri("/actuator/health")).hasStatusOk();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Map<String, Set<String>> exported = exportedLabels();
            for (String expression : expressions) {
                assertThat(names(List.of(expression)).stream()
                                .flatMap(name -> exported.getOrDefault(name, Set.of()).stream()))
                        .as(expression)
                        .containsAll(labels(expression));
            }
        });
    }

    @Test
    void tagsNameNeitherUsersNorServersNorProjects() throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(() -> exportedNames().contains("stackdeck_cloud_servers"));
        Set<String> labels = Pattern.compile("([a-z_]+)=\"")
                .matcher(scrape())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(labels)
                .contains("cloud", "service", "kind")
                .doesNotContain("user", "server", "server_id", "project", "project_id", "url", "client_address");
    }

    private Set<String> exportedNames() throws IOException, InterruptedException {
        return scrape().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[ {]", 2)[0])
                .collect(Collectors.toSet());
    }

    /** Returns the labels of each metric. */
    private Map<String, Set<String>> exportedLabels() throws IOException, InterruptedException {
        return scrape().lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(line -> line.split("[ {]", 2)[0], MetricNamesTests::labels, (one, other) -> {
                    one.addAll(other);
                    return one;
                }));
    }

    /** Returns the labels in an expression or a sample, except those of Prometheus. */
    private static Set<String> labels(String text) {
        Set<String> labels = LABELS.matcher(text)
                .results()
                .flatMap(match -> Stream.of(Objects.requireNonNullElse(match.group(1), match.group(2))
                        .split(" *, *")))
                .collect(Collectors.toCollection(TreeSet::new));
        labels.removeAll(SCRAPE_LABELS);
        return labels;
    }

    private String scrape() throws IOException, InterruptedException {
        InetSocketAddress address = Objects.requireNonNull(server.address());
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + address.getPort() + MetricsServer.PATH))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static Set<String> names(List<String> expressions) {
        return expressions.stream()
                .flatMap(
                        expression -> NAME.matcher(NO_METRIC.matcher(expression).replaceAll(" "))
                                .results()
                                .map(MatchResult::group))
                .filter(name -> !OPERATORS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> alertExpressions() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml().load(Files.readString(ALERTS));
        return Objects.requireNonNull(file.get("groups")).stream()
                .flatMap(group -> Objects.requireNonNull(group.get("rules")).stream())
                .map(rule -> String.valueOf(rule.get("expr")))
                .toList();
    }

    private static List<String> dashboardExpressions() throws IOException {
        JsonNode dashboard = new JsonMapper().readTree(Files.readString(DASHBOARD));
        List<String> expressions = new ArrayList<>();
        dashboard.findValues("expr").forEach(expression -> expressions.add(expression.asString()));
        dashboard
                .findValues("definition")
                .forEach(query -> expressions.add(query.asString().replaceAll("label_values\\((\\w+),.*", "$1")));
        return expressions;
    }
}
