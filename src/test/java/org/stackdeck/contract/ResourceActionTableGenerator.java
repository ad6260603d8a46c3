package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.stackdeck.contract.ResourceActionStep.AND;
import static org.stackdeck.contract.ResourceActionStep.RESEARCH;
import static org.stackdeck.contract.ResourceActionStep.STAFF;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.product.JsonHttpClient;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackCli;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.StackdeckProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Performs the {@link ResourceActionSteps} with the REST API of the running product on a real OpenStack, and with the
 * {@code openstack} command on other resources. Checks the effect with an independent client. Writes results and
 * durations to docs/resource-actions.md. Requires port 80 of this machine, because Glance imports images only from the
 * ports 80 and 443.
 */
@OnLab
@Tag("tool")
class ResourceActionTableGenerator {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(30);

    /** Actions for which the lab lacks the backup service. The generated document lists them. */
    private static final Set<ResourceAction> WITHOUT_SERVICE = EnumSet.of(
            ResourceAction.CREATE_VOLUME_BACKUP,
            ResourceAction.SET_VOLUME_BACKUP,
            ResourceAction.SET_VOLUME_BACKUP_METADATA,
            ResourceAction.REMOVE_VOLUME_BACKUP_METADATA,
            ResourceAction.RESTORE_VOLUME,
            ResourceAction.DELETE_VOLUME_BACKUP);

    /** Parameters that no step has: the lab has no backups, and REST has one field for both kinds of source. */
    private static final Set<String> NOT_TRIED =
            Set.of("volumes create backup", "security-groups add-rule sourceGroup");

    private final OpenStackCli cli = new OpenStackCli(OpenStackLab.cloudsFile(), STAFF);
    private final Map<String, IndependentOpenStackClient> clouds = Map.of(
            STAFF,
            new IndependentOpenStackClient(OpenStackLab.cloudsFile(), STAFF),
            RESEARCH,
            new IndependentOpenStackClient(OpenStackLab.cloudsFile(), RESEARCH));
    private final String research =
            new OpenStackCli(OpenStackLab.cloudsFile(), "admin").output("project show research -f value -c id");

    @TempDir
    private Path directory;

    private record Outcome(String text, Duration duration) {}

    /** IDs of the resources that either the REST API or the command uses. */
    private static final class ResourceIds {

        private final String name = "actions-" + UUID.randomUUID().toString().substring(0, 8);
        private final Map<String, String> ids = new HashMap<>();

        private String filled(String text) {
            String filled = text.replace("NAME", name);
            for (Map.Entry<String, String> id : ids.entrySet()) {
                filled = filled.replace("{" + id.getKey() + "}", id.getValue());
            }
            return filled;
        }

        private Object filled(Object value) {
            return switch (value) {
                case String text -> filled(text);
                case List<?> list -> list.stream().map(this::filled).toList();
                default -> value;
            };
        }

        private Map<String, Object> filled(Map<String, Object> body) {
            Map<String, Object> filled = new HashMap<>(body);
            filled.replaceAll((_, value) -> filled(value));
            return filled;
        }
    }

    @Test
    void write() throws IOException {
        byte[] content = new byte[1 << 20];
        Path data = Files.write(directory.resolve("disk.raw"), content);
        List<ResourceActionStep> steps =
                ResourceActionSteps.all(data, "http://" + localAddress() + "/disk.raw", research);
        requireAllActionsAndParameters(steps);
        List<String> lines = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        ResourceIds ours = new ResourceIds();
        ResourceIds theirs = new ResourceIds();
        HttpServer files = serve(content);
        try (StackdeckProcess process =
                StackdeckProcess.withClouds(directory, OpenStackLab.cloudsFile(), List.of("console-all"))) {
            JsonHttpClient rest = process.setUp("root");
            for (ResourceActionStep step : steps) {
                Outcome our = byStackdeck(rest, ours, step);
                Outcome their = byCommand(theirs, step);
                outcomes.add(our);
                outcomes.add(their);
                lines.add(line(step, our, their));
                System.out.println(lines.getLast());
            }
        } finally {
            files.stop(0);
            cleanUp(ours, steps);
            cleanUp(theirs, steps);
        }
        Files.writeString(Path.of("docs/resource-actions.md"), document(lines));
        assertThat(outcomes).extracting(Outcome::text).containsOnly("done");
    }

    /** Returns an address of this machine that is not a loopback address, which Stackdeck does not accept. */
    private static String localAddress() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            // Selects the address, but sends nothing.
            socket.connect(new InetSocketAddress("192.0.2.1", 9));
            return socket.getLocalAddress().getHostAddress();
        }
    }

    private static HttpServer serve(byte[] content) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(80), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        });
        server.start();
        return server;
    }

    /** Requires steps for each action, and for each parameter of an action. */
    private static void requireAllActionsAndParameters(List<ResourceActionStep> steps) {
        Map<String, Set<String>> tried = steps.stream()
                .collect(Collectors.groupingBy(
                        step -> step.kind() + " " + step.action(),
                        Collectors.flatMapping(
                                step -> step.body().keySet().stream()
                                        .map(field -> field.equals("port") ? ActionParameter.PORTS.code() : field),
                                Collectors.toSet())));
        List<ResourceAction> compared = Arrays.stream(ResourceAction.values())
                .filter(action -> !WITHOUT_SERVICE.contains(action))
                // Stackdeck creates no address groups; the contract suite deletes one.
                .filter(action -> action != ResourceAction.DELETE_ADDRESS_GROUP)
                .toList();
        assertThat(compared)
                .as("actions in the table")
                .allMatch(action -> tried.containsKey(action.kind().code() + " " + action.code()));
        assertThat(compared.stream()
                        .flatMap(action -> action.parameters().stream()
                                .map(ActionParameter::code)
                                .filter(parameter -> !tried.get(action.kind().code() + " " + action.code())
                                        .contains(parameter))
                                .map(parameter -> action.kind().code() + " " + action.code() + " " + parameter)))
                .as("parameters that are not in the table")
                .containsExactlyInAnyOrderElementsOf(NOT_TRIED);
    }

    private Outcome byStackdeck(JsonHttpClient rest, ResourceIds resources, ResourceActionStep step) {
        prepare(resources, step);
        rest.post("/api/auth/step-up", Map.of("password", StackdeckProcess.PASSWORD))
                .expect(204);
        // Loads the resources to which the request refers into Stackdeck's inventory.
        rest.get("/api/os/" + step.kind()).expect(200);
        Map<String, Object> body = resources.filled(step.body());
        String path = "/api/os/" + step.kind();
        if (step.isCreation()) {
            body.put("project", STAFF);
        } else {
            body.put("action", step.action());
            awaitStatus(rest, path, id(resources, step), step.before());
            path += "/" + id(resources, step) + "/action";
        }
        Instant requestedAt = Instant.now();
        JsonHttpClient.Reply reply = rest.post(path, body);
        if (reply.status() != 202) {
            return new Outcome(reply.body().toString(), Duration.ZERO);
        }
        String operation = "/api/os/operations/"
                + reply.body().path("operation").path("id").asString();
        JsonNode ended = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> rest.get(operation).expect(200).body(),
                        current -> !current.path("finishedAt").isNull());
        Duration duration = Duration.between(requestedAt, Instant.now());
        if (!ended.path("state").asString("").equals("SUCCEEDED")) {
            return new Outcome(ended.path("failure").toString(), duration);
        }
        if (step.isCreation()) {
            resources.ids.put(step.key(), ended.path("resource").path("id").asString());
        }
        boolean done = isReached(resources, step);
        if (step.command().contains("--file")) {
            rest.putFile(path + "/" + resources.ids.get(step.key()) + "/file", directory.resolve("disk.raw"))
                    .expect(204);
        }
        return outcome(resources, step, done, duration);
    }

    /** Waits until Stackdeck lists the resource with the status. */
    private static void awaitStatus(JsonHttpClient rest, String path, @Nullable String id, String status) {
        if (!status.isEmpty()) {
            await(status)
                    .atMost(PATIENCE)
                    .until(() -> rest.get(path)
                            .expect(200)
                            .body()
                            .valueStream()
                            .flatMap(JsonNode::valueStream)
                            .anyMatch(resource -> resource.path("id")
                                            .asString("")
                                            .equals(id)
                                    && resource.path("status").asString("").equals(status)));
        }
    }

    private Outcome byCommand(ResourceIds resources, ResourceActionStep step) {
        prepare(resources, step);
        if (step.command().contains("{egress6}")) {
            resources.ids.put("egress6", egressForIpv6(resources));
        }
        if (step.action().equals("import")) {
            // The command to create an image without a file uploads its standard input, which is empty.
            cli.output(resources.filled("image delete {" + step.key() + "}"));
            resources.ids.put(step.key(), createImage(resources));
        }
        if (!step.before().isEmpty()) {
            await(step.before())
                    .atMost(PATIENCE)
                    .until(() -> body(find(step, resources.ids.get(step.key())))
                            .path("status")
                            .asString("")
                            .equals(step.before()));
        }
        Instant requestedAt = Instant.now();
        try {
            run(resources, step.command(), step.isCreation() ? step.key() : null);
            await().atMost(COMMAND_PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> isReached(resources, step));
        } catch (AssertionError | ConditionTimeoutException e) {
            return new Outcome(String.valueOf(e.getMessage()).lines().reduce("", (_, line) -> line), Duration.ZERO);
        }
        return outcome(resources, step, true, Duration.between(requestedAt, Instant.now()));
    }

    private void prepare(ResourceIds resources, ResourceActionStep step) {
        if (!step.preparation().isEmpty()) {
            run(resources, step.preparation(), null);
        }
    }

    /**
     * Runs the commands, and adds the created transfer to the IDs.
     *
     * @param key key of the resource that the first command creates; null for none
     */
    private void run(ResourceIds resources, String commands, @Nullable String key) {
        String created = key;
        for (String template : commands.split(AND, -1)) {
            String command = resources.filled(template);
            if (command.startsWith("volume transfer request create")) {
                JsonNode transfer = JsonMapper.shared().readTree(cli.output(command + " -f json"));
                resources.ids.put("transfer", transfer.path("id").asString());
                resources.ids.put("secret", transfer.path("auth_key").asString());
            } else if (created != null) {
                // Cinder returns the volume, and the ID of the image in another field.
                String column = command.startsWith("image create") && command.contains("--volume") ? "image_id" : "id";
                resources.ids.put(created, cli.output(command + " -f value -c " + column));
                created = null;
            } else {
                cli.output(command);
            }
        }
    }

    private static Outcome outcome(ResourceIds resources, ResourceActionStep step, boolean done, Duration duration) {
        if (done && step.isDeletion()) {
            resources.ids.remove(step.key());
        }
        return new Outcome(done ? "done" : "no effect", duration);
    }

    private String createImage(ResourceIds resources) {
        Map<String, String> image = Map.of("name", resources.name, "disk_format", "raw", "container_format", "bare");
        return clouds.get(STAFF)
                .requestJson("image", "POST", "/v2/images", image)
                .path("id")
                .asString();
    }

    private String egressForIpv6(ResourceIds resources) {
        String path = "/v2.0/security-groups/" + resources.ids.get("group");
        return clouds.get(STAFF)
                .requestJson("network", "GET", path, null)
                .path("security_group")
                .path("security_group_rules")
                .valueStream()
                .filter(ResourceActionSteps::isEgress6)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    /** Returns the ID in Stackdeck's REST API. */
    private @Nullable String id(ResourceIds resources, ResourceActionStep step) {
        String id = resources.ids.get(step.key());
        return step.kind().equals(ResourceKind.IMAGE_MEMBER.code()) ? id + ":" + research : id;
    }

    private boolean isReached(ResourceIds resources, ResourceActionStep step) {
        IndependentOpenStackClient.Response found = find(step, resources.ids.get(step.key()));
        return step.isDeletion()
                ? found.status() == 404
                : found.status() == 200 && step.reached().test(body(found));
    }

    /** Only Glance returns resources without a wrapping object. */
    private static JsonNode body(IndependentOpenStackClient.Response found) {
        JsonNode body = found.body();
        return body.size() == 1 ? body.iterator().next() : body;
    }

    private IndependentOpenStackClient.Response find(ResourceActionStep step, @Nullable String id) {
        IndependentOpenStackClient cloud = clouds.get(step.project());
        return switch (ResourceKind.fromCode(step.kind()).orElseThrow()) {
            case VOLUME -> cloud.sendRaw("volumev3", "GET", "/volumes/" + id, null);
            case VOLUME_SNAPSHOT -> cloud.sendRaw("volumev3", "GET", "/snapshots/" + id, null);
            case IMAGE -> cloud.sendRaw("image", "GET", "/v2/images/" + id, null);
            case IMAGE_MEMBER -> cloud.sendRaw("image", "GET", "/v2/images/" + id + "/members/" + research, null);
            case SERVER_GROUP -> cloud.sendRaw("compute", "GET", "/os-server-groups/" + id, null);
            case FLOATING_IP -> cloud.sendRaw("network", "GET", "/v2.0/floatingips/" + id, null);
            default -> cloud.sendRaw("network", "GET", "/v2.0/" + step.kind() + "/" + id, null);
        };
    }

    /** Deletes the remaining resources of a failed run, in the order of the steps. */
    private void cleanUp(ResourceIds resources, List<ResourceActionStep> steps) {
        if (resources.ids.containsKey("router") && resources.ids.containsKey("subnet")) {
            cli.attempt(resources.filled("router set --no-route {router}"));
            cli.attempt(resources.filled("router remove subnet {router} {subnet}"));
        }
        if (resources.ids.containsKey("image")) {
            cli.attempt(resources.filled("image set --unprotected {image}"));
        }
        // Deletes the volumes last, because Cinder refuses to delete those with snapshots.
        steps.stream()
                .filter(step -> step.isDeletion() && resources.ids.containsKey(step.key()))
                .sorted(Comparator.comparing(step -> step.kind().equals("volumes")))
                .forEach(step -> {
                    cli.attempt(resources.filled(step.command()));
                    cli.attempt(resources.filled(step.command().replace("--os-cloud research ", "")));
                });
    }

    private static String line(ResourceActionStep step, Outcome ours, Outcome theirs) {
        List<String> fields = step.body().keySet().stream()
                .sorted()
                .map(field -> "`" + field + "`")
                .toList();
        return "| `%s` | `%s` | %s | `%s` | %s | %s | %s | %s |"
                .formatted(
                        step.kind(),
                        step.action(),
                        String.join(", ", fields),
                        step.command()
                                .replaceAll("http:\\S+", "URL")
                                .replaceAll("/\\S+/disk.raw", "FILE")
                                .replace("{secret}", "KEY")
                                .replaceAll("\\{[\\w-]+}", "ID")
                                .replaceAll("[0-9a-f]{32}", "PROJECT"),
                        ours.text(),
                        seconds(ours.duration()),
                        theirs.text(),
                        seconds(theirs.duration()));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private static String document(List<String> lines) {
        return """
                # Every action on other resources on a real cloud

                Each action was performed with the REST API of the running product on a real OpenStack cloud (2025.1), and
                with the `openstack` command on another resource. A client that shares no code with Stackdeck checked the
                effect, except that of interfaces of routers, reverts and the projects of an image, which the resource does not
                show. Durations are measured from the request: for Stackdeck until the operation ended, for the command until
                the resource had the new state. Each command takes about a second to start; where several commands are listed,
                the duration is that of all. The command also uploads the data of a new image, for which Stackdeck has another
                request. Generated by

                    ./mvnw test-compile surefire:test -Dtest=ResourceActionTableGenerator -Dtest.excluded=none

                after `./mvnw package`; do not edit. The generator fails if an action, or a field of an action, is in no row,
                except those that it cannot perform on this cloud. [Actions on servers](actions.md), which include attaching
                volumes and floating IPs, have a table of their own.

                **Not performed**, because this cloud has no backup service (`cinder-backup`): %s, and `backup` of a new volume.
                The contract suite tests them on the simulator only. The visibility `public` requires an administrator
                of the cloud. Stackdeck creates no address groups; the contract suite tests their deletion.

                | Kind | Action | Fields | `openstack` … | Stackdeck | Duration | Command | Duration |
                |---|---|---|---|---|---|---|---|
                """.formatted(WITHOUT_SERVICE.stream()
                        .map(action -> "`" + action.kind().code() + "` `" + action.code() + "`")
                        .collect(Collectors.joining(", ")))
                + String.join("\n", lines) + "\n";
    }
}
