package org.stackdeck.product;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stackdeck.platform.TestSeed;
import tools.jackson.databind.JsonNode;

/**
 * Kills the process while it creates resources of several kinds, after a random number of them exist in the cloud, and
 * again while it deletes them. Checks that each operation ends once, that the cloud agrees with its result, and that the
 * audit trail contains its acceptance and its end once.
 */
final class ResourceKillScenario {

    private static final Duration END = Duration.ofMinutes(5);
    private static final String DESCRIPTION = "description";
    /** The operation in the details of an audit entry. */
    private static final Pattern OPERATION = Pattern.compile("\"operation\":\"([^\"]+)\"");
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
    private final int ofEachKind;
    private final Delay delay;
    private final Random random = new Random(TestSeed.printedFor(ResourceKillScenario.class));
    private final Map<String, Integer> results = new LinkedHashMap<>();

    /**
     * @param hasBackups whether the cloud has Cinder's optional backup service
     * @param ofEachKind number of resources of each kind in a round
     * @param delay delays changes in the cloud before each kill
     */
    ResourceKillScenario(
            StackdeckProcess stackdeckProcess, TestNovaClient cloud, boolean hasBackups, int ofEachKind, Delay delay) {
        this.stackdeckProcess = stackdeckProcess;
        this.cloud = cloud;
        this.kinds = KINDS.stream()
                .filter(kind -> hasBackups || !kind.code().equals(VOLUME_BACKUPS))
                .toList();
        this.ofEachKind = ofEachKind;
        this.delay = delay;
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
            JsonHttpClient before = stackdeckProcess.rest(administrator);
            String base = prefix + "-base";
            createBase(before, base);
            Map<String, Created> created = new LinkedHashMap<>();
            delay.start().run();
            for (int number = 0; number < ofEachKind; number++) {
                for (Kind kind : kinds) {
                    String name = prefix + "-" + number;
                    Map<String, Object> body = new HashMap<>(kind.body().create(base, number));
                    body.put(kind.nameField(), name);
                    created.put(create(before, kind.code(), body), new Created(kind, name));
                }
            }
            String moment = killAndRestart(created.values(), false);
            JsonHttpClient after = stackdeckProcess.rest(administrator);
            Map<String, JsonNode> ended = awaitEnds(after, created.keySet());
            Map<Created, List<JsonNode>> found = findAll(created.values());
            created.forEach((operation, resource) -> checkCreated(
                    requireNonNull(ended.get(operation)), resource, found.getOrDefault(resource, List.of()), moment));
            checkAudit(after, ended);

            Map<String, Created> deleted = new LinkedHashMap<>();
            delay.start().run();
            created.values()
                    .forEach(resource -> found.getOrDefault(resource, List.of())
                            .forEach(existing -> deleted.put(
                                    submit(
                                            after,
                                            "/api/os/" + resource.kind().code() + "/"
                                                    + existing.path("id").asString() + "/action",
                                            Map.of("action", "delete")),
                                    resource)));
            String second = killAndRestart(deleted.values(), true);
            JsonHttpClient last = stackdeckProcess.rest(administrator);
            Map<String, JsonNode> endedDeletions = awaitEnds(last, deleted.keySet());
            Map<Created, List<JsonNode>> remaining = findAll(deleted.values());
            deleted.forEach((operation, resource) -> checkDeleted(
                    requireNonNull(endedDeletions.get(operation)),
                    remaining.getOrDefault(resource, List.of()),
                    second));
            checkAudit(last, endedDeletions);
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

    private void createBase(JsonHttpClient client, String base) {
        List<String> operations = new ArrayList<>();
        operations.add(create(client, "volumes", Map.of("name", base, "size", 1)));
        operations.add(create(client, "networks", Map.of("name", base)));
        operations.add(create(client, "networks", Map.of("name", base + PORTS)));
        for (int number = 0; number < ofEachKind && kinds.size() == KINDS.size(); number++) {
            operations.add(create(client, "volumes", Map.of("name", volumeOfBackup(base, number), "size", 1)));
        }
        awaitEnds(client, operations)
                .values()
                .forEach(ended -> assertThat(ended.path("state").asString())
                        .as("%s", ended)
                        .isEqualTo("SUCCEEDED"));
        // Loads the new resources into Stackdeck's inventory, because the next requests name them.
        List.of("volumes", "networks")
                .forEach(kind -> client.get("/api/os/" + kind).expect(200));
    }

    /** Delays changes in the cloud, so that many are not complete when the process is killed. */
    record Delay(Runnable start, Runnable end) {

        static final Delay NONE = new Delay(() -> {}, () -> {});
    }

    private record Created(Kind kind, String name) {}

    private static String create(JsonHttpClient client, String kind, Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(fields);
        body.put("project", "staff");
        return submit(client, "/api/os/" + kind, body);
    }

    private static String submit(JsonHttpClient client, String path, Map<String, Object> body) {
        return client.post(path, body)
                .expect(202)
                .body()
                .path("operation")
                .path("id")
                .asString();
    }

    private static Map<String, JsonNode> awaitEnds(JsonHttpClient client, Collection<String> operations) {
        Map<String, JsonNode> ended = new LinkedHashMap<>();
        operations.forEach(operation -> ended.put(operation, client.awaitEnd(END, operation)));
        return ended;
    }

    /**
     * Kills the process when a random share of the resources, at most three quarters, is created or deleted, and
     * restarts it.
     *
     * @return the number of requests of each kind that had taken effect before
     */
    private String killAndRestart(Collection<Created> resources, boolean deletion) {
        int share = random.nextInt(resources.size() * 3 / 4 + 1);
        Polling.waitUntil(
                "the effect of " + share + " of " + resources.size() + " requests",
                END,
                () -> countEffects(resources, deletion).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum(),
                count -> count >= share);
        stackdeckProcess.kill();
        delay.end().run();
        Map<String, Integer> effects = countEffects(resources, deletion);
        String moment = "killed after " + effects;
        if (!delay.equals(Delay.NONE)) {
            assertThat(effects.values().stream().mapToInt(Integer::intValue).sum())
                    .as("%s; otherwise, the kill interrupts no operation", moment)
                    .isLessThan(resources.size());
        }
        System.out.println((deletion ? "deletion " : "creation ") + moment);
        stackdeckProcess.start();
        return moment;
    }

    private Map<String, Integer> countEffects(Collection<Created> resources, boolean deletion) {
        Map<Created, List<JsonNode>> found = findAll(resources);
        Map<String, Integer> effects = new TreeMap<>();
        resources.forEach(resource ->
                effects.merge(resource.kind().code(), found.containsKey(resource) == deletion ? 0 : 1, Integer::sum));
        return effects;
    }

    /** Returns the resources with these names in the cloud. Requests each list once. */
    private Map<Created, List<JsonNode>> findAll(Collection<Created> resources) {
        Set<Created> wanted = Set.copyOf(resources);
        Map<Created, List<JsonNode>> found = new HashMap<>();
        for (Kind kind : kinds) {
            for (JsonNode one : cloud.list(kind.service(), kind.path(), kind.members())) {
                Created resource = new Created(kind, one.path(kind.nameField()).asString(""));
                if (wanted.contains(resource)) {
                    found.computeIfAbsent(resource, _ -> new ArrayList<>()).add(one);
                }
            }
        }
        return found;
    }

    /** Checks that the audit trail contains the acceptance and the end of each operation once. */
    private static void checkAudit(JsonHttpClient client, Map<String, JsonNode> ended) {
        Map<String, List<String>> results = new HashMap<>();
        for (JsonNode entry : client.get("/api/admin/audit").expect(200).body()) {
            Matcher operation = OPERATION.matcher(entry.path("detail").asString(""));
            if (operation.find() && ended.containsKey(operation.group(1))) {
                results.computeIfAbsent(operation.group(1), _ -> new ArrayList<>())
                        .add(entry.path("result").asString());
            }
        }
        ended.forEach((operation, end) -> assertThat(results.get(operation))
                .as("audit entries of %s", end)
                .containsExactlyInAnyOrder(
                        "ACCEPTED", end.path("state").asString().equals("SUCCEEDED") ? "SUCCESS" : "FAILED"));
    }

    private void checkCreated(JsonNode ended, Created resource, List<JsonNode> found, String moment) {
        String error = ended.path("error").path("code").asString("");
        if (ended.path("state").asString().equals("SUCCEEDED")) {
            assertThat(found).as("%s, %s", ended, moment).hasSize(1);
            assertThat(ended.path("resource").path("id").asString())
                    .isEqualTo(found.getFirst().path("id").asString());
            if (resource.kind().code().equals("networks")) {
                assertThat(found.getFirst().path("subnets").size())
                        .as("subnets of %s, %s", resource, moment)
                        .isEqualTo(1);
            }
            if (resource.kind().code().equals("security-groups")) {
                assertThat(found.getFirst().path("security_group_rules"))
                        .as("rules of %s, %s", resource, moment)
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
                    .as("%s, %s", ended, moment)
                    .hasSizeLessThanOrEqualTo(
                            List.of("volumes", "images")
                                            .contains(resource.kind().code())
                                    ? 0
                                    : 1);
        }
        count("create", ended, error);
    }

    private void checkDeleted(JsonNode ended, List<JsonNode> found, String moment) {
        String error = ended.path("error").path("code").asString("");
        if (ended.path("state").asString().equals("SUCCEEDED")) {
            assertThat(found).as("%s, %s", ended, moment).isEmpty();
        } else {
            assertThat(error).as("%s", ended).isEqualTo("not-reached");
            assertThat(found).as("%s, %s", ended, moment).hasSize(1);
        }
        count("delete", ended, error);
    }

    private void count(String action, JsonNode ended, String error) {
        results.merge((action + " " + ended.path("state").asString() + " " + error).strip(), 1, Integer::sum);
    }
}
