package org.stackdeck.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.simulator.Simulator;
import org.stackdeck.simulator.SimulatorClient;
import org.stackdeck.simulator.SimulatorOptions;
import tools.jackson.databind.JsonNode;

class ControlServiceTests {

    private Simulator simulator;
    private SimulatorClient anonymous;

    @BeforeEach
    void start() {
        simulator = Simulator.start(SimulatorOptions.defaults().withServers(4));
        anonymous = SimulatorClient.anonymous(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void faultsAreAddedAndClearedOverHttp() {
        anonymous.post("/simulator/faults", """
                {"service": "identity", "status": 503, "retryAfter": 3, "times": 1}""");

        SimulatorClient.Answer struck = anonymous.get("/v3");
        assertThat(struck.status()).isEqualTo(503);
        assertThat(struck.header("Retry-After")).isEqualTo("3");
        assertThat(anonymous.get("/v3").status()).isEqualTo(200);

        anonymous.post("/simulator/faults", "{\"service\": \"identity\", \"kind\": \"not-json\"}");
        assertThat(anonymous.get("/v3").raw().body()).startsWith("<html>");
        anonymous.delete("/simulator/faults");
        assertThat(anonymous.get("/v3").status()).isEqualTo(200);
    }

    @Test
    void aFaultOfAllServicesCanBeCleared() {
        anonymous.post("/simulator/faults", "{\"status\": 503}");
        int struck = anonymous.get("/v3").status();

        anonymous.delete("/simulator/faults");

        assertThat(struck).isEqualTo(503);
        assertThat(anonymous.get("/v3").status()).isEqualTo(200);
    }

    @Test
    void invalidFaultIsRejected() {
        assertThat(anonymous.post("/simulator/faults", "{\"status\": 99}").status())
                .isEqualTo(400);
        assertThat(anonymous
                        .post("/simulator/faults", "{\"kind\": \"earthquake\"}")
                        .status())
                .isEqualTo(400);
        assertThat(anonymous.post("/simulator/faults", "no json").status()).isEqualTo(400);
    }

    @Test
    void serversAreCreatedChangedAndDeletedOverHttp() {
        String id = anonymous
                .post("/simulator/servers", "{\"project\": \"research\", \"name\": \"one\"}")
                .json()
                .path("id")
                .asString("");
        anonymous.send("PATCH", "/simulator/servers/" + id, """
                {"name": "two", "vm_state": "stopped", "task_state": "powering-on", "power_state": 4,
                 "tags": ["a", "b"], "metadata": {"k": "v"}, "locked": true, "locked_reason": "because"}""");

        SimulatorClient research = SimulatorClient.as(simulator, "console", "console-secret", "research");
        JsonNode server = research.get("/compute/v2.1/servers/" + id).json().path("server");
        assertThat(server.path("name").asString("")).isEqualTo("two");
        assertThat(server.path("status").asString("")).isEqualTo("SHUTOFF");
        assertThat(server.path("OS-EXT-STS:task_state").asString("")).isEqualTo("powering-on");
        assertThat(server.path("tags").size()).isEqualTo(2);
        assertThat(server.path("locked_reason").asString("")).isEqualTo("because");

        anonymous.delete("/simulator/servers/" + id);
        assertThat(research.get("/compute/v2.1/servers/" + id).status()).isEqualTo(404);
        assertThat(anonymous.get("/simulator/servers").json().path("servers").size())
                .isEqualTo(4);
    }

    @Test
    void browserPagesCannotAccessTheControlApi() throws Exception {
        for (List<String> header :
                List.of(List.of("Origin", "http://127.0.0.1:8080"), List.of("Sec-Fetch-Site", "cross-site"))) {
            HttpRequest request = HttpRequest.newBuilder(simulator.keystone().resolve("/simulator/faults"))
                    .header(header.getFirst(), header.getLast())
                    .build();
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(403);
        }
    }
}
