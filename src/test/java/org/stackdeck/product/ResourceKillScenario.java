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
    /** Time in milliseconds in which the requests of a round are sent. */
    private static final int MOMENTS_MILLIS = 3000;

    private static final int OF_EACH_KIND = 2;
    private static final String DESCRIPTION = "description";
    /**
     * Suffix of a network without a subnet. It contains the ports, because a subnet with ports could not be deleted.
     */
    private static final String PORTS = "-ports";

    private static final String VOLUME_BACKUPS = "volume-backups";

    /**
     * A kind of resource.
     *
     * @param members name of the list in the response of the service
     * @param body returns the fields of a new resource except its name
     */
    private record Kind(String code, String service, String path, String members, RequestBody body) {

        /** Floating IPs have no name. */
        String nameField() {
            return code.equals("floating-ips") ? DESCRIPTION : "name";
        }
    }

    @FunctionalInterface
    private interface RequestBody {
        Map<String, Object> create(String base, int number);
    }

    /** The kinds, in an order in which their resources can be deleted. */
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    VOLUME_BACKUPS,
                    "volumev3",
                    "/backups",
                    "backups",
                    (base, number) -> Map.of("volume", volumeOfBackup(base, number))),
            new Kind("volume-snapshots", "volumev3", "/snapshots", "snapshots", (base, _) -> Map.of("volume", base)),
            new Kind("ports", "network", "/v2.0/ports", "ports", (base, _) -> Map.of("network", base + PORTS)),
            new Kind(
                    "subnets",
                    "network",
                    "/v2.0/subnets",
                    "subnets",
                    (base, number) -> Map.of(
                            "network", base, "cidr", "192.168.%d.0/24".formatted(80 + number), "allowOverlap", true)),
            new Kind(
                    "floating-ips",
                    "network",
                    "/v2.0/floatingips",
                    "floatingips",
                    (_, _) -> Map.of("network", "public")),
            new Kind("volumes", "volumev3", "/volumes", "volumes", (_, _) -> Map.of("size", 1)),
            new Kind("images", "image", "/v2/images", "images", (_, _) -> Map.of("diskFormat", "raw")),
            new Kind(
                    "networks",
                    "network",
                    "/v2.0/networks",
                    "networks",
                    (_, _) -> Map.of("cidr", "192.168.79.0/24", "allowOverlap", true)),
            new Kind("routers", "network", "/v2.0/routers", "routers", (_, _) -> Map.of()),
            new Kind(
                    "security-groups",
                    "network",
                    "/v2.0/security-groups",
                    "security_groups",
                    (_, _) -> Map.of("opens", "https")),
            new Kind(
                    "server-groups",
                    "compute",
                    "/os-server-groups",
                    "server_groups",
                    (_, _) -> Map.of("policy", "affinity")));

    private final StackdeckProcess stackdeckProcess;
    private final TestNovaClient cloud;
    private final List<Kind> kinds;
    private final Random random = new Random(TestSeed.printedFor(ResourceKillScenario.class));
    private final Map<String, Integer> results = new LinkedHashMap<>();

    /** @param hasBackups whether the cloud has Cinder's optional backup service */
    ResourceKillScenario(StackdeckProcess stackdeckProcess, TestNovaClient cloud, boolean hasBackups) {
        this.stackdeckProcess = stackdeckProcess;
        this.cloud = cloud;
        this.kinds = KINDS.stream()
                .filter(kind -> hasBackups || !kind.code().equals(VOLUME_BACKUPS))
                .toList();
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
            String base = prefix + "-base";
            createBase(before, "volumes", Map.of("name", base, "size", 1));
            createBase(before, "networks", Map.of("name", base));
            createBase(before, "networks", Map.of("name", base + PORTS));
            for (int number = 0; number < OF_EACH_KIND && kinds.size() == KINDS.size(); number++) {
                createBase(before, "volumes", Map.of("name", volumeOfBackup(base, number), "size", 1));
            }
            for (int number = 0; number < OF_EACH_KIND; number++) {
                for (Kind kind : kinds) {
                    String name = prefix + "-" + number;
                    Map<String, Object> body = new HashMap<>(kind.body().create(base, number));
                    body.put("project", "staff");
                    body.put(kind.nameField(), name);
                    created.put(submit(before, "/api/os/" + kind.code(), body), new Created(kind, name));
                }
            }
            int moment = killAndRestart();
            JsonHttpClient after = stackdeckProcess.rest(administrator);
            created.forEach((operation, resource) -> checkCreated(after.awaitEnd(END, operation), resource, moment));

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
            deleted.forEach((operation, resource) -> checkDeleted(last.awaitEnd(END, operation), resource, second));
        } finally {
            kinds.forEach(kind -> cloud.list(kind.service(), kind.path(), kind.members()).stream()
                    .filter(found -> found.path(kind.nameField()).asString("").startsWith(prefix))
                    .forEach(found -> cloud.delete(
                            kind.service(), kind.path() + "/" + found.path("id").asString())));
        }
    }

    /** Each backup has its own volume, because Cinder creates one backup of a volume at a time. */
    private static String volumeOfBackup(String base, int number) {
        return base + "-backup-" + number;
    }

    private static void createBase(JsonHttpClient client, String kind, Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(fields);
        body.put("project", "staff");
        String operation = submit(client, "/api/os/" + kind, body);
        assertThat(client.awaitEnd(END, operation).path("state").asString()).isEqualTo("SUCCEEDED");
        // Loads the new resource into Stackdeck's inventory, because the next requests name it.
        client.get("/api/os/" + kind).expect(200);
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

    private List<JsonNode> find(Created resource) {
        Kind kind = resource.kind();
        return cloud.list(kind.service(), kind.path(), kind.members()).stream()
                .filter(found -> found.path(kind.nameField()).asString("").equals(resource.name()))
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
            if (resource.kind().code().equals("security-groups")) {
                assertThat(found.getFirst().path("security_group_rules"))
                        .as("rules of %s, killed after %s ms", resource, moment)
                        .filteredOn(rule -> rule.path("direction").asString().equals("ingress"))
                        .allSatisfy(rule ->
                                assertThat(rule.path("port_range_min").asInt()).isEqualTo(443))
                        .extracting(rule -> rule.path("ethertype").asString())
                        .containsExactlyInAnyOrder("IPv4", "IPv6");
            }
        } else {
            assertThat(error).as("%s", ended).isIn("not-reached", "creation-unconfirmed");
            // Stackdeck does not search for resources of kinds without a creation time, so the user has to check.
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
