package org.stackdeck.cloud.openstack.metrics;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.client.ServerMetricsReader;
import org.stackdeck.cloud.openstack.http.ErrorResponseMapper;
import org.stackdeck.cloud.openstack.http.GuardedTransport;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.metrics.PrometheusDtos.RangeData;
import org.stackdeck.cloud.openstack.metrics.PrometheusDtos.RangeResponse;
import org.stackdeck.cloud.openstack.metrics.PrometheusDtos.RangeSeries;
import org.stackdeck.cloud.openstack.metrics.PrometheusDtos.SeriesResponse;
import org.stackdeck.cloud.server.ServerUsageHistory;
import org.stackdeck.cloud.server.ServerUsageHistory.Metric;
import org.stackdeck.cloud.server.UsageHistoryPeriod;

/**
 * Reads the metrics of a libvirt exporter with two requests. The first request finds the libvirt domain of the server,
 * by the server's ID, and the hypervisors on which the server ran. The second request reads all metrics of the domain.
 */
public final class PrometheusReader implements ServerMetricsReader {

    /** Name of the service for the circuit breaker and in error messages. */
    public static final String SERVICE = "Prometheus";

    /** Maximum time for Prometheus to evaluate a query. */
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(20);
    /** Maximum time for a response. Leaves time for the response that reports that the query took too long. */
    public static final Duration READ_TIMEOUT = QUERY_TIMEOUT.plusSeconds(5);
    /** Shortest window of a rate. It must contain at least two samples of the exporter. */
    private static final Duration MIN_RATE_WINDOW = Duration.ofMinutes(5);
    /** Maximum number of series. A server runs on only a few hypervisors in a week. */
    private static final int MAX_SERIES = 50;

    private static final String DOMAIN = "domain";
    private static final String INSTANCE = "instance";
    private static final String METRIC_LABEL = "stackdeck_metric";
    private static final Map<String, Metric> METRICS =
            Arrays.stream(Metric.values()).collect(Collectors.toMap(Metric::name, metric -> metric));
    private static final Pattern REGEX_CHARACTER = Pattern.compile("[\\\\.+*?()|\\[\\]{}^$]");

    private final PrometheusServer prometheus;
    private final GuardedTransport transport;
    private final ErrorResponseMapper errorMapper;

    public PrometheusReader(PrometheusServer prometheus, GuardedTransport transport, ErrorResponseMapper errorMapper) {
        this.prometheus = prometheus;
        this.transport = transport;
        this.errorMapper = errorMapper;
    }

    @Override
    public ServerUsageHistory load(ServerId server, UsageHistoryPeriod period, Instant now) {
        List<Instant> times = period.timesUntil(now);
        List<Map<String, String>> series = findDomains(server, times);
        return new ServerUsageHistory(times, series.isEmpty() ? Map.of() : loadValues(series, period, times));
    }

    /** Returns the labels of the series that describe the server, one for each hypervisor on which the server ran. */
    private List<Map<String, String>> findDomains(ServerId server, List<Instant> times) {
        String id = quoted(server.value());
        ServiceResponse response = get(
                "series",
                Stream.of(
                        // Exporters name the series differently.
                        parameter("match[]", "libvirt_domain_info_meta{uuid=" + id + "}"),
                        parameter("match[]", "libvirt_domain_openstack_info{instance_id=" + id + "}"),
                        parameter("start", seconds(times.getFirst())),
                        parameter("end", seconds(times.getLast())),
                        parameter("limit", String.valueOf(MAX_SERIES))));
        List<Map<String, String>> series =
                ServiceJson.read(response, SeriesResponse.class).data();
        return requireNonNullElse(series, List.<Map<String, String>>of()).stream()
                .filter(labels -> labels != null && labels.get(DOMAIN) != null)
                .limit(MAX_SERIES)
                .toList();
    }

    private Map<Metric, List<@Nullable Double>> loadValues(
            List<Map<String, String>> domains, UsageHistoryPeriod period, List<Instant> times) {
        ServiceResponse response = get(
                "query_range",
                Stream.of(
                        parameter("query", query(selectors(domains), period.step())),
                        parameter("start", seconds(times.getFirst())),
                        parameter("end", seconds(times.getLast())),
                        parameter("step", String.valueOf(period.step().toSeconds())),
                        parameter("timeout", QUERY_TIMEOUT.toSeconds() + "s")));
        Map<Metric, List<@Nullable Double>> values = new EnumMap<>(Metric.class);
        RangeData data = ServiceJson.read(response, RangeResponse.class).data();
        for (RangeSeries series : requireNonNullElse(data == null ? null : data.result(), List.<RangeSeries>of())) {
            if (series == null) {
                continue;
            }
            Metric metric =
                    METRICS.get(label(requireNonNullElse(series.metric(), Map.<String, String>of()), METRIC_LABEL));
            Map<Long, Double> byTime = byTime(requireNonNullElse(series.values(), List.<List<Object>>of()));
            if (metric != null && !byTime.isEmpty()) {
                values.put(
                        metric,
                        times.stream()
                                .map(time -> byTime.get(time.getEpochSecond()))
                                .toList());
            }
        }
        return values;
    }

    /** Returns the finite values by time in seconds. Omits NaN and infinity, which Prometheus also returns. */
    private static Map<Long, Double> byTime(List<List<Object>> pairs) {
        Map<Long, Double> values = new HashMap<>();
        for (List<Object> pair : pairs) {
            if (pair != null
                    && pair.size() == 2
                    && pair.getFirst() instanceof Number time
                    && pair.getLast() instanceof String text) {
                double value = number(text);
                if (Double.isFinite(value)) {
                    // Rounding of counters can cause a rate slightly below zero.
                    values.put(Math.round(time.doubleValue()), Math.max(0, value));
                }
            }
        }
        return values;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Returns a query whose series are distinguished by {@link #METRIC_LABEL}. */
    private static String query(List<String> selectors, Duration step) {
        Duration window = step.compareTo(MIN_RATE_WINDOW) > 0 ? step : MIN_RATE_WINDOW;
        return Arrays.stream(Metric.values())
                .map(metric -> "label_replace(" + expression(metric, selectors, window.toSeconds() + "s") + ", \""
                        + METRIC_LABEL + "\", \"" + metric.name() + "\", \"\", \"\")")
                .collect(Collectors.joining(" or "));
    }

    private static String expression(Metric metric, List<String> selectors, String window) {
        return switch (metric) {
            case CPUS -> rate("libvirt_domain_info_cpu_time_seconds_total", selectors, window);
            case MEMORY ->
                "max("
                        + anyOf(
                                selectors,
                                selector -> "libvirt_domain_memory_stats_available_bytes" + selector
                                        + " - libvirt_domain_memory_stats_usable_bytes" + selector)
                        + ")";
            case DISK_READ -> rate("libvirt_domain_block_stats_read_bytes_total", selectors, window);
            case DISK_WRITTEN -> rate("libvirt_domain_block_stats_write_bytes_total", selectors, window);
            case NETWORK_RECEIVED -> rate("libvirt_domain_interface_stats_receive_bytes_total", selectors, window);
            case NETWORK_SENT -> rate("libvirt_domain_interface_stats_transmit_bytes_total", selectors, window);
        };
    }

    private static String rate(String counter, List<String> selectors, String window) {
        return "sum(" + anyOf(selectors, selector -> "rate(" + counter + selector + "[" + window + "])") + ")";
    }

    private static String anyOf(List<String> selectors, UnaryOperator<String> expression) {
        return selectors.stream().map(expression).collect(Collectors.joining(" or "));
    }

    /**
     * Returns one selector for each name of the domain, with the hypervisors on which it had this name. If a cloud has
     * several cells, a domain of another server can have the same name on another hypervisor.
     */
    private static List<String> selectors(List<Map<String, String>> domains) {
        Map<String, Set<String>> instances = new LinkedHashMap<>();
        domains.forEach(labels -> instances
                .computeIfAbsent(label(labels, DOMAIN), _ -> new LinkedHashSet<>())
                .add(REGEX_CHARACTER.matcher(label(labels, INSTANCE)).replaceAll("\\\\$0")));
        return instances.entrySet().stream()
                .map(entry -> "{domain=" + quoted(entry.getKey()) + ",instance=~"
                        + quoted(String.join("|", entry.getValue())) + "}")
                .toList();
    }

    private static String label(Map<String, String> labels, String name) {
        return requireNonNullElse(labels.get(name), "");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private ServiceResponse get(String resource, Stream<String> parameters) {
        URI uri = URI.create(
                prometheus.url() + "/api/v1/" + resource + "?" + parameters.collect(Collectors.joining("&")));
        String authorization = prometheus.authorization();
        ServiceResponse response = transport.send(
                ServiceRequest.get(uri, authorization == null ? Map.of() : Map.of("Authorization", authorization)));
        if (!response.isSuccessful()) {
            throw errorMapper.toCloudException(SERVICE, response);
        }
        return response;
    }

    private static String parameter(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String seconds(Instant time) {
        return String.valueOf(time.getEpochSecond());
    }
}
