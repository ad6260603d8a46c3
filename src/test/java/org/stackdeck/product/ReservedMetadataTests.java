package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests that users cannot write reserved metadata, and that a launch without a response does not claim the server of
 * another user.
 */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReservedMetadataTests {

    private static final Duration END = Duration.ofSeconds(60);
    private static final String KEY = "stackdeck-operation";
    private static final String CLOUD = "simulator";

    private SimulatorProcess process;
    private StackdeckProcess stackdeckProcess;
    private JsonHttpClient root;
    private JsonHttpClient mal;
    private String plain;

    @BeforeAll
    void start(@TempDir Path directory) {
        process = SimulatorProcess.start(directory, 10);
        stackdeckProcess = StackdeckProcess.withClouds(
                directory, process.cloudsFile(), List.of(CLOUD), Map.of("STACKDECK_OPERATIONS_LOOKFORNEW", "4s"));
        root = stackdeckProcess.setUp("root");
        stackdeckProcess.createMember(root, "mal");
        root.put(
                        "/api/admin/users/mal/projects",
                        Map.of("grants", List.of(Map.of("cloud", CLOUD, "project", "staff", "role", "manager"))))
                .expect(200);
        mal = stackdeckProcess.rest("mal");
        plain = launched("plain");
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

    @ParameterizedTest
    @ValueSource(strings = {"stackdeck-operation", "stackdeck-anything", "Stackdeck-Operation"})
    void actionsRefuseReservedKeys(String key) {
        for (Map<String, String> action : List.of(
                Map.of("action", "set-metadata", "key", key, "value", "x"),
                Map.of("action", "remove-metadata", "key", key))) {
            JsonNode problem = mal.post("/api/os/servers/" + plain + "/action", action)
                    .expect(400)
                    .body();
            assertThat(problem.path("code").asString()).isEqualTo("reserved-key");
            assertThat(problem.path("detail").asString()).contains(key);
        }
    }

    @Test
    void launchesAndTemplatesRefuseReservedKeys() {
        Map<String, Object> wish = Map.of(
                "project",
                "staff",
                "name",
                "web",
                "image",
                "cirros-0.6",
                "flavor",
                "m1.tiny",
                "metadata",
                Map.of(KEY, "x"));
        assertThat(mal.post("/api/os/servers", wish)
                        .expect(400)
                        .body()
                        .path("code")
                        .asString())
                .isEqualTo("server-reserved");
        Map<String, Object> launchTemplate = Map.of("name", "mine", "server", wish);
        assertThat(mal.post("/api/recipes", launchTemplate).status()).isEqualTo(400);
    }

    @Test
    void usersDoNotSeeReservedMetadata() {
        assertThat(inNova(plain)).isNotBlank();
        assertThat(mal.get("/api/os/servers/" + plain)
                        .expect(200)
                        .body()
                        .path("metadata")
                        .has(KEY))
                .isFalse();
    }

    /** The request has no effect and no response. The user writes the operation's ID to another server in the cloud. */
    @Test
    void launchWithoutResponseIgnoresAServerMarkedWithItsId() {
        String victim = launched("victim-by-id");
        ownedByNobody(victim);
        String lost = launchWithoutAnswer("lost-by-id", false);
        mark(victim, lost);

        JsonNode ended = ended(lost);
        assertThat(ended.path("state").asString()).isEqualTo("FAILED");
        assertThat(ended.path("error").path("code").asString()).isEqualTo("not-reached");
        assertNobodys(victim);
    }

    /** The server is created without a response. The user copies the whole marker to another server. */
    @Test
    void launchWithoutResponseIgnoresAServerWithACopiedMarker() {
        String victim = launched("victim-by-copy");
        ownedByNobody(victim);
        String lost = launchWithoutAnswer("lost-by-copy", true);
        Polling.waitUntil(
                "the server that was created",
                END,
                () -> nova().servers().stream()
                        .filter(server -> server.path("name").asString().equals("lost-by-copy"))
                        .findFirst(),
                found -> found.isPresent());
        mark(
                victim,
                nova().servers().stream()
                        .filter(server -> server.path("name").asString().equals("lost-by-copy"))
                        .findFirst()
                        .orElseThrow()
                        .path("metadata")
                        .path(KEY)
                        .asString());

        assertThat(ended(lost).path("server").asString("")).isNotEqualTo(victim);
        assertNobodys(victim);
    }

    private String launched(String name) {
        return ended(launch(root, name)).path("server").asString();
    }

    /** @param created whether the server is created although the response is lost */
    private String launchWithoutAnswer(String name, boolean created) {
        process.control()
                .post(
                        "/faults",
                        Map.of(
                                "service", "compute",
                                "method", "POST",
                                "path", "/servers",
                                "kind", "hang-up",
                                "times", 1,
                                "afterwards", created))
                .expect(200);
        return launch(mal, name);
    }

    private static String launch(JsonHttpClient caller, String name) {
        return caller.post(
                        "/api/os/servers",
                        Map.of(
                                "project",
                                "staff",
                                "name",
                                name,
                                "image",
                                "cirros-0.6",
                                "flavor",
                                "m1.tiny",
                                "networks",
                                List.of("staff-net")))
                .expect(202)
                .body()
                .path("operations")
                .path(0)
                .path("id")
                .asString();
    }

    private JsonNode ended(String operation) {
        return root.awaitEnd(END, operation);
    }

    private void ownedByNobody(String server) {
        root.delete("/api/admin/servers/" + server + "/owner").expect(204);
    }

    private void assertNobodys(String server) {
        assertThat(root.get("/api/admin/servers/" + server + "/owner")
                        .expect(200)
                        .body()
                        .path("owner")
                        .asString(""))
                .isEmpty();
    }

    /** Sets the metadata directly in the cloud, like a user who has an account there. */
    private void mark(String server, String value) {
        process.control()
                .post("/servers/" + server, Map.of("metadata", Map.of(KEY, value)))
                .expect(200);
    }

    private String inNova(String server) {
        return nova().servers().stream()
                .filter(node -> node.path("id").asString().equals(server))
                .findFirst()
                .orElseThrow()
                .path("metadata")
                .path(KEY)
                .asString();
    }

    private TestNovaClient nova() {
        return TestNovaClient.connect(process.cloudsFile(), "staff");
    }
}
