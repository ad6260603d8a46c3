package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tests that problems caused by one user in a cloud do not affect the inventory and the requests of other users. */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudIsolationTests {

    private SimulatorProcess process;
    private StackdeckProcess stackdeckProcess;
    private JsonHttpClient root;
    private JsonHttpClient mal;
    private JsonHttpClient ann;

    @BeforeAll
    void start(@TempDir Path directory) {
        process = SimulatorProcess.start(directory, 20);
        stackdeckProcess = StackdeckProcess.withClouds(directory, process.cloudsFile(), List.of("simulator"));
        root = stackdeckProcess.setUp("root");
        mal = manager("mal");
        ann = manager("ann");
        Polling.waitUntil(
                "the servers",
                Duration.ofSeconds(30),
                this::inventory,
                body -> body.path("complete").asBoolean());
    }

    private JsonHttpClient manager(String name) {
        stackdeckProcess.createMember(root, name);
        root.put(
                        "/api/admin/users/" + name + "/projects",
                        Map.of("grants", List.of(Map.of("cloud", "simulator", "project", "staff", "role", "manager"))))
                .expect(200);
        return stackdeckProcess.rest(name);
    }

    @AfterEach
    void endFaults() {
        process.control().delete("/faults");
    }

    @AfterAll
    void stop() {
        stackdeckProcess.close();
        process.close();
    }

    @Test
    void aServerThatNovaCannotReadDoesNotSuspendTheService() {
        List<String> ids = staffServers();
        String broken = ids.getFirst();
        fault(Map.of("path", broken, "kind", "status", "status", 500));

        for (int i = 0; i < 20; i++) {
            mal.get("/api/os/servers/" + broken + "/log");
        }

        assertThat(ann.get("/api/os/servers/" + ids.get(1) + "/log").status()).isEqualTo(200);
        assertThat(inventory().path("clouds").path(0).path("state").asString()).isEqualTo("LIVE");
    }

    @Test
    void launchesOfOneUserOnASlowCloudAreLimitedAndDoNotDelayOthers() {
        List<String> ids = staffServers();
        fault(Map.of("method", "POST", "path", "/servers", "kind", "latency", "latency", 15_000));
        Map<String, Object> launch = new HashMap<>(Map.of(
                "project", "staff",
                "count", 20,
                "image", "cirros-0.6",
                "flavor", "m1.tiny",
                "networks", List.of("staff-net")));
        for (int i = 0; i < 5; i++) {
            launch.put("name", "many-" + i);
            mal.post("/api/os/servers", launch).expect(202);
        }
        launch.put("name", "refused");
        JsonHttpClient.Reply refused = mal.post("/api/os/servers", launch).expect(429);
        assertThat(refused.body().path("code").asString()).isEqualTo("too-many-waiting");
        assertThat(refused.header("Retry-After")).isEqualTo("10");

        Instant begin = Instant.now();
        String tagged = ann.post("/api/os/servers/" + ids.get(1) + "/action", Map.of("action", "add-tag", "tag", "t"))
                .expect(202)
                .body()
                .path("operation")
                .path("id")
                .asString();
        assertThat(ann.get("/api/os/servers/" + ids.get(2) + "/activity").status())
                .isEqualTo(200);
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
        Polling.waitUntil(
                "the end of the operation",
                Duration.ofSeconds(40),
                () -> ann.get("/api/os/operations/" + tagged).expect(200).body(),
                body -> {
                    JsonNode cloud = inventory().path("clouds").path(0);
                    assertThat(cloud.path("state").asString()).isEqualTo("LIVE");
                    assertThat(Instant.parse(cloud.path("confirmedAt").asString()))
                            .isAfter(Instant.now().minusSeconds(10));
                    return body.path("state").asString().equals("SUCCEEDED");
                });
    }

    @Test
    void dotSegmentsAreRefusedAsMetadataKeyAndTag() {
        String id = staffServers().getFirst();
        for (Map<String, String> action :
                List.of(Map.of("action", "remove-metadata", "key", ".."), Map.of("action", "add-tag", "tag", "."))) {
            JsonNode problem = ann.post("/api/os/servers/" + id + "/action", action)
                    .expect(400)
                    .body();
            assertThat(problem.path("code").asString()).isEqualTo("dot-segment");
        }
    }

    private void fault(Map<String, Object> fault) {
        Map<String, Object> body = new HashMap<>(fault);
        body.put("service", "compute");
        process.control().post("/faults", body).expect(200);
    }

    private JsonNode inventory() {
        return root.get("/api/os/servers").expect(200).body();
    }

    private List<String> staffServers() {
        return StreamSupport.stream(
                        ann.get("/api/os/servers")
                                .expect(200)
                                .body()
                                .path("servers")
                                .spliterator(),
                        false)
                .filter(server -> server.path("status").asString().equals("ACTIVE")
                        && server.path("name").asString().startsWith("staff-"))
                .map(server -> server.path("id").asString())
                .toList();
    }
}
