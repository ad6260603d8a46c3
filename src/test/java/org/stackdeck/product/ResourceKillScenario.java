package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.stackdeck.platform.TestSeed;
import tools.jackson.databind.JsonNode;

/**
 * Kills the process at a random moment while it creates resources of several kinds, and again while it deletes them.
 * Checks that each operation ends once and that the cloud agrees with its result.
 */
final class ResourceKillScenario {

    private static final Duration END = Duration.ofMinutes(5);
    /** Time in which the requests of a round are sent. */
    private static final int MOMENTS_MILLIS = 3000;

    private static final int OF_EACH_KIND = 4;

    /** @param members name of the list in the service's response */
    private record Kind(String code, String service, String path, String members, Map<String, Object> body) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("volumes", "volumev3", "/volumes", "volumes", Map.of("size", 1)),
            new Kind("images", "image", "/v2/images", "images", Map.of("diskFormat", "raw")),
            new Kind("networks", "network", "/v2.0/networks", "networks", Map.of("cidr", "192.168.79.0/24")),
            new Kind("routers", "network", "/v2.0/routers", "routers", Map.of()),
            new Kind("security-groups", "network", "/v2.0/security-groups", "security_groups", Map.of()),
            new Kind("server-groups", "compute", "/os-server-groups", "server_groups", Map.of("policy", "affinity")));

    private final StackdeckProcess stackdeckProcess;
    private final LabNovaClient cloud;
    private final Random random = new Random(TestSeed.printedFor(ResourceKillScenario.class));
    private final Map<String, Integer> results = new LinkedHashMap<>();

    ResourceKillScenario(StackdeckProcess stackdeckProcess, LabNovaClient cloud) {
        this.stackdeckProcess = stackdeckProcess;
        this.cloud = cloud;
    }

    void run(int rounds, String administrator) {
        JsonHttpClient client = stackdeckProcess.rest(administrator);
        Polling.waitUntil(
                "the projects",
                END,
                () -> client.get("/api/os/servers").body(),
                body -> body.path("complete").asBoolean());
        for (int round = 0; round < rounds; round++) {
            round(administrator, "kill-" + UUID.randomUUID().toString().substring(0, 8));
        }
        System.out.printf("rounds of killing: %d, results: %s%n", rounds, results);
    }

    private void round(String administrator, String prefix) {
        try {
            Map<String, Created> created = new LinkedHashMap<>();
            JsonHttpClient before = stackdeckProcess.rest(administrator);
            for (int number = 0; number < OF_EACH_KIND; number++) {
                for (Kind kind : KINDS) {
                    String name = prefix + "-" + number;
                    Map<String, Object> body = new HashMap<>(kind.body());
                    body.put("project", "staff");
                    body.put("name", name);
                    created.put(submit(before, "/api/os/" + kind.code(), body), new Created(kind, name));
                }
            }
            int moment = killAndRestart();
            JsonHttpClient after = stackdeckProcess.rest(administrator);
            created.forEach((operation, resource) -> checkCreated(end(after, operation), resource, moment));

            Map<String, Created> deleted = new LinkedHashMap<>();
            created.values().stream()
                    .distinct()
                    .forEach(resource -> find(resource)
                            .forEach(found -> deleted.put(
                                    submit(
                                            after,
                                            "/api/os/" + resource.kind().code() + "/"
                                                    + found.path("id").asString() + "/action",
                                            Map.of("action", "delete")),
                                    resource)));
            int second = killAndRestart();
            JsonHttpClient last = stackdeckProcess.rest(administrator);
            deleted.forEach((operation, resource) -> checkDeleted(end(last, operation), resource, second));
        } finally {
            KINDS.forEach(kind -> cloud.list(kind.service(), kind.path(), kind.members()).stream()
                    .filter(found -> found.path("name").asString("").startsWith(prefix))
                    .forEach(found -> cloud.delete(
                            kind.service(), kind.path() + "/" + found.path("id").asString())));
        }
    }

    private record Created(Kind kind, String name) {}

    private static String submit(JsonHttpClient client, String path, Map<String, Object> body) {
        return client.post(path, body)
                .expect(202)
                .body()
                .path("operation")
                .path("id")
                .asString();
    }

    private int killAndRestart() {
        int moment = random.nextInt(MOMENTS_MILLIS);
        LockSupport.parkNanos(Duration.ofMillis(moment).toNanos());
        stackdeckProcess.kill();
        stackdeckProcess.start();
        return moment;
    }

    private static JsonNode end(JsonHttpClient client, String operation) {
        return Polling.waitUntil(
                "the end of operation " + operation,
                END,
                () -> client.get("/api/os/operations/" + operation).expect(200).body(),
                body -> List.of("SUCCEEDED", "FAILED", "CANCELLED")
                        .contains(body.path("state").asString()));
    }

    private List<JsonNode> find(Created resource) {
        Kind kind = resource.kind();
        return cloud.list(kind.service(), kind.path(), kind.members()).stream()
                .filter(found -> found.path("name").asString("").equals(resource.name()))
                .toList();
    }

    private void checkCreated(JsonNode ended, Created resource, int moment) {
        List<JsonNode> found = find(resource);
        String error = ended.path("error").path("code").asString("");
        if (ended.path("state").asString().equals("SUCCEEDED")) {
            assertThat(found).as("%s, killed after %s ms", ended, moment).hasSize(1);
            assertThat(ended.path("resource").path("id").asString())
                    .isEqualTo(found.getFirst().path("id").asString());
            if (resource.kind().code().equals("networks")) {
                assertThat(found.getFirst().path("subnets").size())
                        .as("subnets of %s, killed after %s ms", resource, moment)
                        .isEqualTo(1);
            }
        } else {
            assertThat(error).as("%s", ended).isIn("not-reached", "creation-unconfirmed");
            // Kinds without a time of creation are not searched: the user has to check.
            assertThat(found)
                    .as("%s, killed after %s ms", ended, moment)
                    .hasSizeLessThanOrEqualTo(
                            List.of("volumes", "images")
                                            .contains(resource.kind().code())
                                    ? 0
                                    : 1);
        }
        count("create", ended, error);
    }

    private void checkDeleted(JsonNode ended, Created resource, int moment) {
        String error = ended.path("error").path("code").asString("");
        if (ended.path("state").asString().equals("SUCCEEDED")) {
            assertThat(find(resource))
                    .as("%s, killed after %s ms", ended, moment)
                    .isEmpty();
        } else {
            assertThat(error).as("%s", ended).isEqualTo("not-reached");
            assertThat(find(resource))
                    .as("%s, killed after %s ms", ended, moment)
                    .hasSize(1);
        }
        count("delete", ended, error);
    }

    private void count(String action, JsonNode ended, String error) {
        results.merge((action + " " + ended.path("state").asString() + " " + error).strip(), 1, Integer::sum);
    }
}
