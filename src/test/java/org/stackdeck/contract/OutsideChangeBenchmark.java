package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.BenchmarkFigure;
import org.stackdeck.product.JsonHttpClient;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.SimulatorProcess;
import org.stackdeck.product.StackdeckProcess;
import tools.jackson.databind.JsonNode;

/**
 * Not a test: measures the time from the response of a service to a change outside Stackdeck until Stackdeck's REST API
 * shows the change. docs/benchmarks.md contains the figures.
 */
@Tag("tool")
class OutsideChangeBenchmark {

    private static final int ROUNDS = Integer.getInteger("rounds", 10);
    private static final int SERVERS = Integer.getInteger("servers", 1000);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    private final Map<String, List<Long>> times = new LinkedHashMap<>();

    @Test
    @OnLab
    void onLab() {
        measure(OpenStackLab.cloudsFile(), List.of("console-all"), "staff", "on the lab");
    }

    @Test
    void onSimulator() {
        try (SimulatorProcess simulator = SimulatorProcess.start(directory.resolve("simulator"), SERVERS)) {
            measure(simulator.cloudsFile(), List.of("admin"), "staff", "of " + SERVERS + " simulated servers");
        }
    }

    private void measure(Path clouds, List<String> entries, String project, String where) {
        IndependentOpenStackClient services = new IndependentOpenStackClient(clouds, project);
        try (StackdeckProcess process = StackdeckProcess.withClouds(directory, clouds, entries)) {
            JsonHttpClient rest = process.setUp("root");
            new Changes(services, rest).measure();
        }
        times.forEach((change, millis) -> BenchmarkFigure.millis(
                        change + " " + where + ", " + (millis.size() < 20 ? "worst" : "p95") + " of " + millis.size()
                                + " (median " + BenchmarkFigure.quantile(0.5, millis) + " ms)",
                        BenchmarkFigure.quantile(0.95, millis),
                        3000)
                .print());
    }

    /** The changes, each of which is followed by the opposite one. */
    private final class Changes {

        private final IndependentOpenStackClient services;
        private final JsonHttpClient rest;
        private final String server;
        private final String network;

        Changes(IndependentOpenStackClient services, JsonHttpClient rest) {
            this.services = services;
            this.rest = rest;
            JsonNode quiet = services.compute("GET", "/servers/detail?status=ACTIVE", null)
                    .path("servers")
                    .get(0);
            this.server = quiet.path("id").asString();
            this.network = services.requestJson("network", "GET", "/v2.0/ports?device_id=" + server, null)
                    .at("/ports/0/network_id")
                    .asString();
        }

        void measure() {
            waitFor("servers", server, contains("ACTIVE"));
            for (int round = 0; round < ROUNDS; round++) {
                tags("bench-" + round);
                floatingIp();
                networkInterface();
                volume("bench-" + round);
                image("bench-" + round);
            }
        }

        /** Changes nothing else of the server, because Stackdeck would then request the server again for 90 s. */
        private void tags(String value) {
            change(
                    "tag of a server added",
                    "servers",
                    server,
                    contains("tag-" + value),
                    () -> services.compute("PUT", "/servers/" + server + "/tags/tag-" + value, null));
            change(
                    "tag of a server removed",
                    "servers",
                    server,
                    contains("tag-" + value).negate(),
                    () -> services.compute("DELETE", "/servers/" + server + "/tags/tag-" + value, null));
        }

        private void floatingIp() {
            String external = services.requestJson("network", "GET", "/v2.0/networks?router:external=true", null)
                    .at("/networks/0/id")
                    .asString();
            JsonNode created = services.requestJson(
                            "network",
                            "POST",
                            "/v2.0/floatingips",
                            Map.of("floatingip", Map.of("floating_network_id", external)))
                    .path("floatingip");
            String path = "/v2.0/floatingips/" + created.path("id").asString();
            String address = created.path("floating_ip_address").asString();
            String port = services.requestJson("network", "GET", "/v2.0/ports?device_id=" + server, null)
                    .at("/ports/0/id")
                    .asString();
            try {
                change(
                        "floating IP associated",
                        "servers",
                        server,
                        contains(address),
                        () -> services.requestJson(
                                "network", "PUT", path, Map.of("floatingip", Map.of("port_id", port))));
            } finally {
                change(
                        "floating IP released",
                        "servers",
                        server,
                        contains(address).negate(),
                        () -> services.requestJson("network", "DELETE", path, null));
            }
        }

        private void networkInterface() {
            String interfaces = "/servers/" + server + "/os-interface";
            JsonNode[] attached = new JsonNode[1];
            List<String> before = addresses();
            change(
                    "interface attached",
                    "servers",
                    server,
                    found -> found.path("addresses").size() > before.size(),
                    () -> attached[0] = services.compute(
                            "POST", interfaces, Map.of("interfaceAttachment", Map.of("net_id", network))));
            String port = attached[0].at("/interfaceAttachment/port_id").asString();
            String address = attached[0]
                    .at("/interfaceAttachment/fixed_ips/0/ip_address")
                    .asString();
            String subnet =
                    attached[0].at("/interfaceAttachment/fixed_ips/0/subnet_id").asString();
            change(
                    "address added to a port",
                    "servers",
                    server,
                    found -> found.path("addresses").size() > before.size() + 1,
                    () -> services.requestJson(
                            "network",
                            "PUT",
                            "/v2.0/ports/" + port,
                            Map.of(
                                    "port",
                                    Map.of(
                                            "fixed_ips",
                                            List.of(
                                                    Map.of("subnet_id", subnet, "ip_address", address),
                                                    Map.of("subnet_id", subnet))))));
            change(
                    "interface detached",
                    "servers",
                    server,
                    found -> found.path("addresses").size() == before.size(),
                    () -> services.compute("DELETE", interfaces + "/" + port, null));
        }

        private List<String> addresses() {
            return rest.get("/api/os/servers/" + server)
                    .body()
                    .path("addresses")
                    .valueStream()
                    .map(address -> address.path("ip").asString())
                    .toList();
        }

        private void volume(String name) {
            String volume = services.requestJson(
                            "volumev3", "POST", "/volumes", Map.of("volume", Map.of("size", 1, "name", name)))
                    .at("/volume/id")
                    .asString();
            String path = "/volumes/" + volume;
            try {
                waitFor("volumes", volume, contains("\"available\""));
                change(
                        "volume attached",
                        "volumes",
                        volume,
                        contains(server),
                        () -> services.compute(
                                "POST",
                                "/servers/" + server + "/os-volume_attachments",
                                Map.of("volumeAttachment", Map.of("volumeId", volume))));
                waitFor("volumes", volume, contains("in-use"));
                change(
                        "volume detached",
                        "volumes",
                        volume,
                        contains("\"available\""),
                        () -> services.compute(
                                "DELETE", "/servers/" + server + "/os-volume_attachments/" + volume, null));
                change(
                        "volume renamed",
                        "volumes",
                        volume,
                        contains(name + "-renamed"),
                        () -> services.requestJson(
                                "volumev3", "PUT", path, Map.of("volume", Map.of("name", name + "-renamed"))));
            } finally {
                change(
                        "volume deleted",
                        "volumes",
                        volume,
                        found -> !found.has("id"),
                        () -> services.requestJson("volumev3", "DELETE", path, null));
            }
        }

        private void image(String name) {
            pauseBefore("image created");
            String image = services.requestJson(
                            "image",
                            "POST",
                            "/v2/images",
                            Map.of("name", name, "disk_format", "raw", "container_format", "bare"))
                    .path("id")
                    .asString();
            measure("image created", "images", image, contains(name));
            change(
                    "image deleted",
                    "images",
                    image,
                    found -> !found.has("id"),
                    () -> services.requestJson("image", "DELETE", "/v2/images/" + image, null));
        }

        private static Predicate<JsonNode> contains(String text) {
            return found -> found.toString().contains(text);
        }

        private void change(String what, String kind, String id, Predicate<JsonNode> expected, Runnable request) {
            pauseBefore(what);
            request.run();
            measure(what, kind, id, expected);
        }

        /** Spreads the changes over the polling interval. */
        private void pauseBefore(String what) {
            pause(Duration.ofMillis(
                    1500 + 2000L * times.getOrDefault(what, List.of()).size() / ROUNDS));
        }

        private void measure(String what, String kind, String id, Predicate<JsonNode> expected) {
            long start = System.nanoTime();
            waitFor(kind, id, expected);
            times.computeIfAbsent(what, _ -> new ArrayList<>()).add((System.nanoTime() - start) / 1_000_000);
        }

        private void waitFor(String kind, String id, Predicate<JsonNode> expected) {
            long start = System.nanoTime();
            while (!isShown(kind, id, expected)) {
                assertThat(Duration.ofNanos(System.nanoTime() - start)).as(kind).isLessThan(PATIENCE);
                pause(POLL);
            }
        }

        /** Returns whether the response matches. An error response does not show that something is absent. */
        private boolean isShown(String kind, String id, Predicate<JsonNode> expected) {
            JsonHttpClient.Reply reply = rest.get("/api/os/" + kind + "/" + id);
            return (reply.status() == 200 || reply.status() == 404) && expected.test(reply.body());
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
