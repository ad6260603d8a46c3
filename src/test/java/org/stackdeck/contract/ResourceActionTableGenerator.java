package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.product.JsonHttpClient;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackCli;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.StackdeckProcess;
import tools.jackson.databind.JsonNode;

/**
 * Performs each action on resources besides servers with the REST API of the running product on a real OpenStack, and
 * with the {@code openstack} command on other resources. Checks the effect with an independent client. Writes results
 * and durations to docs/resource-actions.md.
 */
@OnLab
@Tag("tool")
class ResourceActionTableGenerator {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CREATE = "create";
    private static final String PUBLIC = "public";

    /**
     * Actions for which the lab lacks a service, for which the command requires two users, or on resources that
     * Stackdeck does not create. The generated document lists the reasons.
     */
    private static final Set<ResourceAction> NOT_COMPARED = EnumSet.of(
            ResourceAction.IMPORT_IMAGE,
            ResourceAction.ACCEPT_IMAGE,
            ResourceAction.REJECT_IMAGE,
            ResourceAction.TRANSFER_VOLUME,
            ResourceAction.CANCEL_VOLUME_TRANSFER,
            ResourceAction.CREATE_VOLUME_BACKUP,
            ResourceAction.SET_VOLUME_BACKUP,
            ResourceAction.RESTORE_VOLUME,
            ResourceAction.DELETE_VOLUME_BACKUP,
            ResourceAction.DELETE_ADDRESS_GROUP);

    private final OpenStackCli cli = new OpenStackCli(OpenStackLab.cloudsFile(), "staff");
    private final IndependentOpenStackClient cloud = new IndependentOpenStackClient(OpenStackLab.cloudsFile(), "staff");
    private final List<Step> steps = new ArrayList<>();

    @TempDir
    private Path directory;

    /**
     * A row of the table.
     *
     * @param key identifies the resource among those of the steps
     * @param body request to Stackdeck, in which {@code {key}} represents the ID of a resource
     * @param command arguments of the command, in which {@code {key}} represents an ID and {@code NAME} a unique name
     * @param reached whether the resource is in the final state
     */
    private record Step(
            String kind,
            String key,
            String action,
            Map<String, Object> body,
            String command,
            Predicate<JsonNode> reached) {

        boolean isDeletion() {
            return action.equals("delete");
        }
    }

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

        private Map<String, Object> filled(Map<String, Object> body) {
            Map<String, Object> filled = new HashMap<>(body);
            filled.replaceAll((_, value) -> value instanceof String text ? filled(text) : value);
            return filled;
        }
    }

    @Test
    void write() throws IOException {
        Path data = Files.write(directory.resolve("disk.raw"), new byte[1 << 20]);
        addSteps(data);
        List<String> lines = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        ResourceIds ours = new ResourceIds();
        ResourceIds theirs = new ResourceIds();
        try (StackdeckProcess process =
                StackdeckProcess.withClouds(directory, OpenStackLab.cloudsFile(), List.of("staff"))) {
            JsonHttpClient rest = process.setUp("root");
            for (Step step : steps) {
                Outcome our = byStackdeck(rest, ours, step);
                Outcome their = byCommand(theirs, step);
                outcomes.add(our);
                lines.add(line(step, our, their));
            }
        } finally {
            cleanUp(ours);
            cleanUp(theirs);
        }
        Set<String> performed = new HashSet<>();
        steps.forEach(step -> performed.add(step.kind() + " " + step.action()));
        Files.writeString(Path.of("docs/resource-actions.md"), document(lines));
        assertThat(Arrays.stream(ResourceAction.values())
                        .filter(action -> !NOT_COMPARED.contains(action))
                        .map(action -> action.kind().code() + " " + action.code())
                        .toList())
                .as("every action is in the table")
                .allMatch(performed::contains);
        assertThat(outcomes).extracting(Outcome::text).containsOnly("done");
    }

    private void addSteps(Path data) {
        addVolumeSteps();
        addImageSteps(data);
        addNetworkSteps();
        addSecurityGroupSteps();
        add(
                "server-groups",
                "servergroup",
                CREATE,
                Map.of("name", "NAME", "policy", "soft-affinity"),
                "server group create --policy soft-affinity NAME",
                group -> group.path("policy").asString("").equals("soft-affinity"));
        add("server-groups", "servergroup", "delete", Map.of(), "server group delete {servergroup}", _ -> true);
    }

    private void addVolumeSteps() {
        add("volumes", "volume", CREATE, Map.of("name", "NAME", "size", 1), "volume create --size 1 NAME", available());
        rename("volumes", "volume", "volume set --name NAME-2 {volume}");
        add(
                "volumes",
                "volume",
                "extend",
                Map.of("size", 2),
                "volume set --size 2 {volume}",
                available().and(volume -> volume.path("size").asInt() == 2));
        flag("volumes", "set-bootable", "volume set --bootable {volume}", "bootable", "true");
        flag("volumes", "unset-bootable", "volume set --non-bootable {volume}", "bootable", "false");
        add(
                "volumes",
                "volume",
                "set-read-only",
                Map.of(),
                "volume set --read-only {volume}",
                volume -> volume.path("metadata").path("readonly").asString("").equals("True"));
        add(
                "volumes",
                "volume",
                "unset-read-only",
                Map.of(),
                "volume set --read-write {volume}",
                volume -> volume.path("metadata").path("readonly").asString("").equals("False"));
        add(
                "volumes",
                "volume",
                "set-metadata",
                Map.of("key", "team", "value", "shop"),
                "volume set --property team=shop {volume}",
                volume -> volume.path("metadata").path("team").asString("").equals("shop"));
        add(
                "volumes",
                "volume",
                "remove-metadata",
                Map.of("key", "team"),
                "volume unset --property team {volume}",
                volume -> volume.path("metadata").path("team").isMissingNode());
        add(
                "volumes",
                "volume",
                "retype",
                Map.of("type", "__DEFAULT__"),
                "volume set --type __DEFAULT__ {volume}",
                available()
                        .and(volume -> volume.path("volume_type").asString("").equals("__DEFAULT__")));
        add(
                "volume-snapshots",
                "snapshot",
                CREATE,
                Map.of("volume", "{volume}", "name", "NAME"),
                "volume snapshot create --volume {volume} NAME",
                available());
        rename("volume-snapshots", "snapshot", "volume snapshot set --name NAME-2 {snapshot}");
        add(
                "volumes",
                "volume",
                "revert",
                Map.of("snapshot", "{snapshot}"),
                "--os-volume-api-version 3.60 volume revert {snapshot}",
                available());
        add("volume-snapshots", "snapshot", "delete", Map.of(), "volume snapshot delete {snapshot}", _ -> true);
        add("volumes", "volume", "delete", Map.of(), "volume delete {volume}", _ -> true);
    }

    private static Predicate<JsonNode> available() {
        return resource -> resource.path("status").asString("").equals("available");
    }

    private void addImageSteps(Path data) {
        add(
                "images",
                "image",
                CREATE,
                Map.of("name", "NAME", "diskFormat", "raw"),
                "image create --disk-format raw --file " + data + " NAME",
                image -> !image.path("status").asString("").isEmpty());
        rename("images", "image", "image set --name NAME-2 {image}");
        flag("images", "deactivate", "image set --deactivate {image}", "status", "deactivated");
        flag("images", "reactivate", "image set --activate {image}", "status", "active");
        flag("images", "protect", "image set --protected {image}", "protected", "true");
        flag("images", "unprotect", "image set --unprotected {image}", "protected", "false");
        add(
                "images",
                "image",
                "set-property",
                Map.of("key", "hw_disk_bus", "value", "scsi"),
                "image set --property hw_disk_bus=scsi {image}",
                image -> image.path("hw_disk_bus").asString("").equals("scsi"));
        add(
                "images",
                "image",
                "remove-property",
                Map.of("key", "hw_disk_bus"),
                "image unset --property hw_disk_bus {image}",
                image -> image.path("hw_disk_bus").isMissingNode());
        add(
                "images",
                "image",
                "set-visibility",
                Map.of("visibility", "community"),
                "image set --community {image}",
                image -> image.path("visibility").asString("").equals("community"));
        add(
                "images",
                "image",
                "set-visibility",
                Map.of("visibility", "shared"),
                "image set --shared {image}",
                _ -> true);
        String project =
                new OpenStackCli(OpenStackLab.cloudsFile(), "admin").output("project show research -f value -c id");
        add(
                "images",
                "image",
                "add-project",
                Map.of("project", project),
                "image add project {image} " + project,
                _ -> true);
        add(
                "images",
                "image",
                "remove-project",
                Map.of("project", project),
                "image remove project {image} " + project,
                _ -> true);
        add("images", "image", "delete", Map.of(), "image delete {image}", _ -> true);
    }

    private void addNetworkSteps() {
        add("networks", "network", CREATE, Map.of("name", "NAME"), "network create NAME", status("ACTIVE"));
        rename("networks", "network", "network set --name NAME-2 {network}");
        add(
                "subnets",
                "subnet",
                CREATE,
                Map.of("network", "{network}", "cidr", "10.91.0.0/24", "name", "NAME"),
                "subnet create --network {network} --subnet-range 10.91.0.0/24 NAME",
                _ -> true);
        add(
                "subnets",
                "subnet",
                "set",
                Map.of("dns", List.of("192.0.2.53")),
                "subnet set --dns-nameserver 192.0.2.53 {subnet}",
                subnet -> subnet.path("dns_nameservers").toString().contains("192.0.2.53"));
        add(
                "ports",
                "port",
                CREATE,
                Map.of("network", "{network}", "name", "NAME"),
                "port create --network {network} NAME",
                _ -> true);
        rename("ports", "port", "port set --name NAME-2 {port}");
        add("ports", "port", "delete", Map.of(), "port delete {port}", _ -> true);
        add("routers", "router", CREATE, Map.of("name", "NAME"), "router create NAME", status("ACTIVE"));
        rename("routers", "router", "router set --name NAME-2 {router}");
        add(
                "routers",
                "router",
                "set-gateway",
                Map.of("network", PUBLIC),
                "router set --external-gateway public {router}",
                router -> !router.path("external_gateway_info").isNull());
        add(
                "routers",
                "router",
                "add-interface",
                Map.of("subnet", "{subnet}"),
                "router add subnet {router} {subnet}",
                _ -> true);
        add(
                "routers",
                "router",
                "remove-interface",
                Map.of("subnet", "{subnet}"),
                "router remove subnet {router} {subnet}",
                _ -> true);
        add(
                "routers",
                "router",
                "unset-gateway",
                Map.of(),
                "router unset --external-gateway {router}",
                router -> router.path("external_gateway_info").isNull());
        add("routers", "router", "delete", Map.of(), "router delete {router}", _ -> true);
        add("subnets", "subnet", "delete", Map.of(), "subnet delete {subnet}", _ -> true);
        add("networks", "network", "delete", Map.of(), "network delete {network}", _ -> true);
        add("floating-ips", "floatingip", CREATE, Map.of("network", PUBLIC), "floating ip create public", _ -> true);
        add(
                "floating-ips",
                "floatingip",
                "set",
                Map.of("description", "tried"),
                "floating ip set --description tried {floatingip}",
                address -> address.path("description").asString("").equals("tried"));
        add("floating-ips", "floatingip", "delete", Map.of(), "floating ip delete {floatingip}", _ -> true);
    }

    private void addSecurityGroupSteps() {
        add("security-groups", "group", CREATE, Map.of("name", "NAME"), "security group create NAME", _ -> true);
        rename("security-groups", "group", "security group set --name NAME-2 {group}");
        add(
                "security-groups",
                "group",
                "add-rule",
                Map.of("direction", "ingress", "protocol", "tcp", "port", 443),
                "security group rule create --protocol tcp --dst-port 443 {group}",
                group -> group.path("security_group_rules")
                        .valueStream()
                        .anyMatch(rule -> rule.path("port_range_min").asInt(0) == 443));
        add(
                "security-groups",
                "group",
                "remove-rule",
                Map.of("rule", "egress IPv6 any"),
                "security group rule delete {egress6}",
                group -> group.path("security_group_rules")
                        .valueStream()
                        .noneMatch(ResourceActionTableGenerator::isEgressForIpv6));
        add("security-groups", "group", "delete", Map.of(), "security group delete {group}", _ -> true);
    }

    private static boolean isEgressForIpv6(JsonNode rule) {
        return rule.path("direction").asString("").equals("egress")
                && rule.path("ethertype").asString("").equals("IPv6");
    }

    private static Predicate<JsonNode> status(String status) {
        return resource -> resource.path("status").asString("").equals(status);
    }

    private void rename(String kind, String key, String command) {
        add(
                kind,
                key,
                "set",
                Map.of("name", "NAME-2"),
                command,
                resource -> resource.path("name").asString("").endsWith("-2"));
    }

    private void flag(String kind, String action, String command, String field, String value) {
        add(
                kind,
                kind.equals("images") ? "image" : "volume",
                action,
                Map.of(),
                command,
                resource -> resource.path(field).asString("").equals(value));
    }

    private void add(
            String kind,
            String key,
            String action,
            Map<String, Object> body,
            String command,
            Predicate<JsonNode> reached) {
        steps.add(new Step(kind, key, action, body, command, reached));
    }

    private Outcome byStackdeck(JsonHttpClient rest, ResourceIds resources, Step step) {
        rest.post("/api/auth/step-up", Map.of("password", StackdeckProcess.PASSWORD))
                .expect(204);
        // Loads the resources to which the request refers into Stackdeck's inventory.
        rest.get("/api/os/" + step.kind()).expect(200);
        Map<String, Object> body = resources.filled(step.body());
        String path = "/api/os/" + step.kind();
        if (step.action().equals(CREATE)) {
            body.put("project", "staff");
        } else {
            body.put("action", step.action());
            path += "/" + resources.ids.get(step.key()) + "/action";
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
        if (step.action().equals(CREATE)) {
            resources.ids.put(step.key(), ended.path("resource").path("id").asString());
        }
        boolean done = isReached(resources, step);
        if (step.kind().equals("images") && step.action().equals(CREATE)) {
            rest.putFile(path + "/" + resources.ids.get(step.key()) + "/file", directory.resolve("disk.raw"))
                    .expect(204);
        }
        return new Outcome(done ? "done" : "no effect", duration);
    }

    private Outcome byCommand(ResourceIds resources, Step step) {
        if (step.command().contains("{egress6}")) {
            resources.ids.put("egress6", egressForIpv6(resources));
        }
        String command = resources.filled(step.command());
        Instant requestedAt = Instant.now();
        if (step.action().equals(CREATE)) {
            resources.ids.put(step.key(), cli.output(command + " -f value -c id"));
        } else {
            String problem = cli.attempt(command);
            if (problem != null) {
                return new Outcome(problem, Duration.between(requestedAt, Instant.now()));
            }
        }
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> isReached(resources, step));
        return new Outcome("done", Duration.between(requestedAt, Instant.now()));
    }

    private String egressForIpv6(ResourceIds resources) {
        return find("security-groups", resources.ids.get("group"))
                .body()
                .path("security_group")
                .path("security_group_rules")
                .valueStream()
                .filter(ResourceActionTableGenerator::isEgressForIpv6)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private boolean isReached(ResourceIds resources, Step step) {
        IndependentOpenStackClient.Response found = find(step.kind(), resources.ids.get(step.key()));
        if (step.isDeletion()) {
            return found.status() == 404;
        }
        JsonNode body = found.body();
        // Only Glance returns resources without a wrapping object.
        return found.status() == 200
                && step.reached()
                        .test(
                                step.kind().equals("images")
                                        ? body
                                        : body.properties().iterator().next().getValue());
    }

    private IndependentOpenStackClient.Response find(String kind, @Nullable String id) {
        return switch (ResourceKind.fromCode(kind).orElseThrow()) {
            case VOLUME -> cloud.sendRaw("volumev3", "GET", "/volumes/" + id, null);
            case VOLUME_SNAPSHOT -> cloud.sendRaw("volumev3", "GET", "/snapshots/" + id, null);
            case IMAGE -> cloud.sendRaw("image", "GET", "/v2/images/" + id, null);
            case SERVER_GROUP -> cloud.sendRaw("compute", "GET", "/os-server-groups/" + id, null);
            case FLOATING_IP -> cloud.sendRaw("network", "GET", "/v2.0/floatingips/" + id, null);
            default -> cloud.sendRaw("network", "GET", "/v2.0/" + kind + "/" + id, null);
        };
    }

    /** Deletes the remaining resources of a failed run, in an order that the services accept. */
    private void cleanUp(ResourceIds resources) {
        Map<String, String> commands = Map.of(
                "snapshot", "volume snapshot delete ",
                "image", "image delete ",
                "port", "port delete ",
                "floatingip", "floating ip delete ",
                "group", "security group delete ",
                "servergroup", "server group delete ");
        commands.forEach((key, command) -> attempt(resources, key, command));
        attempt(resources, "volume", "volume delete ");
        if (resources.ids.containsKey("router") && resources.ids.containsKey("subnet")) {
            cli.attempt(resources.filled("router remove subnet {router} {subnet}"));
        }
        attempt(resources, "router", "router delete ");
        attempt(resources, "network", "network delete ");
    }

    private void attempt(ResourceIds resources, String key, String command) {
        String id = resources.ids.get(key);
        if (id != null) {
            cli.attempt(command + id);
        }
    }

    private static String line(Step step, Outcome ours, Outcome theirs) {
        return "| `%s` | `%s` | `%s` | %s | %s | %s | %s |"
                .formatted(
                        step.kind(),
                        step.action(),
                        step.command().replaceAll("/\\S+/disk.raw", "FILE").replaceAll("\\{(\\w+)}", "ID"),
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
                the resource had the new state. The command itself takes about a second to start; it also uploads the data
                of a new image, for which Stackdeck has another request. Generated by

                    ./mvnw test-compile surefire:test -Dtest=ResourceActionTableGenerator -Dtest.excluded=none

                after `./mvnw package`; do not edit. [Actions on servers](actions.md), which include attaching volumes and
                floating IPs, have a table of their own. Not compared: the import of images and backups, for which the cloud lacks the
                means, transfers of volumes, which need the commands of two users, and the deletion of address groups, which
                Stackdeck does not create.

                | Kind | Action | `openstack` … | Stackdeck | Duration | Command | Duration |
                |---|---|---|---|---|---|---|
                """ + String.join("\n", lines) + "\n";
    }
}
