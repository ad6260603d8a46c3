package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Not a test: measures bulk actions in a lab with a thousand servers, for docs/benchmarks.md. */
@Tag("tool")
class BulkBenchmarks {

    /** Number of servers; at most 500, because Stackdeck lists the newest 500 operations. */
    private static final int SERVERS = Math.min(Integer.getInteger("servers", 500), 500);

    private static final String ENTRY = "console-all";
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    /** Maximum ratio of Stackdeck's duration to that of direct requests. */
    private static final double BAR = 1.3;

    /** Number of concurrent direct requests. */
    private static final int AT_ONCE = 8;

    @TempDir
    Path directory;

    /**
     * Stops and starts many servers, first with one bulk request to Stackdeck for each action, then with direct
     * requests to Nova.
     */
    @Test
    void bulkActionsComparedWithDirectRequests() throws IOException {
        TestNovaClient testNovaClient = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff");
        List<String> ids =
                testNovaClient.withStatus("ACTIVE").stream().limit(SERVERS).toList();
        Duration stopped;
        Duration started;
        try (var proxy = new CountingProxy()) {
            Path through = proxy.rewrite(OpenStackLab.cloudsFile(), Files.createDirectory(directory.resolve("proxy")));
            Path listening = NovaNotificationQueue.cloudsFile(through, ENTRY, directory);
            try (var stackdeckProcess =
                    StackdeckProcess.withStartScript(directory.resolve("console"), listening, List.of(ENTRY))) {
                JsonHttpClient jsonHttpClient = stackdeckProcess.setUp("root");
                Polling.waitUntil(
                        "all servers to be known",
                        PATIENCE,
                        () -> known(jsonHttpClient),
                        known -> known.containsAll(ids));
                stopped = byConsole(jsonHttpClient, proxy, "stop", ids);
                started = byConsole(jsonHttpClient, proxy, "start", ids);
            }
        }
        report("stop", stopped, atNova(testNovaClient, testNovaClient::stop, "SHUTOFF", ids), ids);
        report("start", started, atNova(testNovaClient, testNovaClient::start, "ACTIVE", ids), ids);
    }

    private static Set<String> known(JsonHttpClient jsonHttpClient) {
        return jsonHttpClient
                .get("/api/os/servers")
                .expect(200)
                .body()
                .path("servers")
                .valueStream()
                .map(server -> server.path("id").asString())
                .collect(Collectors.toSet());
    }

    private static Duration byConsole(
            JsonHttpClient jsonHttpClient, CountingProxy proxy, String action, List<String> ids) {
        proxy.takeCounts();
        Instant requestedAt = Instant.now();
        Set<String> waiting = jsonHttpClient
                .post("/api/os/servers/action", Map.of("action", action, "servers", ids))
                .expect(202)
                .body()
                .path("results")
                .valueStream()
                .map(result -> result.path("operation").path("id").asString())
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(waiting).as("accepted actions").hasSameSizeAs(ids);
        Duration accepted = Duration.between(requestedAt, Instant.now());
        Map<String, Integer> ends = new TreeMap<>();
        awaitSlowly().until(() -> take(jsonHttpClient, waiting, ends), Set::isEmpty);
        Duration time = Duration.between(requestedAt, Instant.now());
        System.out.printf(
                "%s of %d by Stackdeck: accepted after %d ms, ended after %d s as %s; requests to the cloud: %s%n",
                action, ids.size(), accepted.toMillis(), time.toSeconds(), ends, proxy.takeCounts());
        assertThat(ends).as("finished operations of " + action).containsExactly(Map.entry("SUCCEEDED", ids.size()));
        return time;
    }

    /**
     * Removes ended operations from {@code waiting} and counts their final states in {@code ends}. Returns {@code
     * waiting}.
     */
    private static Set<String> take(JsonHttpClient jsonHttpClient, Set<String> waiting, Map<String, Integer> ends) {
        JsonNode newest = jsonHttpClient
                .get("/api/os/operations?limit=500")
                .expect(200)
                .body()
                .path("operations");
        for (JsonNode operation : newest) {
            String state = operation.path("state").asString();
            if (JsonHttpClient.FINAL_STATES.contains(state)
                    && waiting.remove(operation.path("id").asString())) {
                ends.merge(state, 1, Integer::sum);
            }
        }
        return waiting;
    }

    /** Polls every two seconds, so that the polling does not affect the measurement. */
    private static ConditionFactory awaitSlowly() {
        return await().pollInSameThread().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2));
    }

    private interface Act {
        void on(String server);
    }

    private static Duration atNova(TestNovaClient testNovaClient, Act act, String status, List<String> ids) {
        Instant requestedAt = Instant.now();
        try (ExecutorService some = Executors.newFixedThreadPool(AT_ONCE)) {
            ids.forEach(id -> some.execute(() -> act.on(id)));
        }
        awaitSlowly().until(() -> testNovaClient.withStatus(status), there -> there.containsAll(ids));
        return Duration.between(requestedAt, Instant.now());
    }

    /** Reports the ratio. Stackdeck checks, tracks and records each action; the direct requests are only sent. */
    private static void report(String action, Duration ours, Duration theirs, List<String> ids) {
        System.out.printf("%s: %d s by Stackdeck, %d s by Nova itself%n", action, ours.toSeconds(), theirs.toSeconds());
        BenchmarkFigure.times(
                        action + " of " + ids.size() + " servers over the same at Nova itself",
                        (double) ours.toMillis() / (double) theirs.toMillis(),
                        BAR)
                .print();
    }
}
