package org.stackdeck.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /servers}: validates the request like Nova's API and starts the build. */
final class ServerCreation {

    private final CloudState cloud;
    private final Builds builds;
    private final ServerView view;

    ServerCreation(CloudState cloud, Builds builds, ServerView view) {
        this.cloud = cloud;
        this.builds = builds;
        this.view = view;
    }

    Reply create(NovaCall call) {
        CreationSchema.check(call);
        JsonNode wanted = call.body().path("server");
        int least = count(wanted.path("min_count"), 1);
        int most = count(wanted.path("max_count"), least);
        if (least > most) {
            throw Refusal.badRequest("min_count must be <= max_count");
        }
        call.permit(Role.MEMBER, "servers:create");
        SimulatedProject project = call.project();
        if (project == null) {
            throw Refusal.forbidden("Policy doesn't allow os_compute_api:servers:create to be performed.");
        }
        ServerPlan plan = plan(call, project, wanted, most);
        int count = cloud.quotas().checkServers(project, plan.flavor(), least, most);
        String password = Passwords.of(wanted);
        Builds.Started started = builds.start(call, plan, count);
        if (isTrue(wanted.path("return_reservation_id"))) {
            return Reply.json(202, Json.object().put("reservation_id", started.reservation()));
        }
        SimulatedServer first = started.servers().getFirst();
        ObjectNode document = Json.object();
        ObjectNode node = document.putObject("server").put("id", first.id());
        node.set("links", view.links(first));
        node.put("OS-DCF:diskConfig", "MANUAL");
        node.set(
                "security_groups",
                wanted.has("security_groups")
                        ? wanted.path("security_groups")
                        : Json.array().add(Json.object().put("name", "default")));
        node.put("adminPass", password);
        return Reply.json(202, document).with("Location", view.location(first));
    }

    private ServerPlan plan(NovaCall call, SimulatedProject project, JsonNode wanted, int servers) {
        JsonNode mapping = wanted.path("block_device_mapping_v2");
        String imageId = wanted.path("imageRef").asString("");
        if (imageId.isEmpty() && mapping.isEmpty()) {
            throw Refusal.badRequest("Missing imageRef attribute");
        }
        SimulatedFlavor flavor = flavor(call, wanted.path("flavorRef").asString(""));
        if (wanted.path("availability_zone").asString("").split(":", -1).length > 3) {
            throw Refusal.badRequest("Invalid input received: Unable to parse availability_zone");
        }
        if (wanted.has("availability_zone")
                && !wanted.path("availability_zone").asString("").equals("nova")) {
            throw Refusal.badRequest("The requested availability zone is not available");
        }
        SimulatedImage image = imageId.isEmpty() ? null : image(call, imageId);
        List<String> groups = groups(project, wanted.path("security_groups"));
        NetworkPlan networks = NetworkPlan.of(wanted.path("networks"), project, cloud.networks(), servers);
        String key = key(call, wanted.path("key_name"));
        cloud.quotas().checkMetadata(call, wanted.path("metadata").size());
        List<ServerPlan.DiskPlan> disks = new DiskPlans(cloud).of(call, mapping, image, servers);
        boolean fromVolume = disks.stream().anyMatch(ServerPlan.DiskPlan::root);
        if (image != null && !fromVolume) {
            ImageFit.check(image, flavor);
        }
        SimulatedImage boots = disks.stream()
                .filter(ServerPlan.DiskPlan::root)
                .findFirst()
                .map(ServerPlan.DiskPlan::image)
                .orElse(image);
        return new ServerPlan(
                project,
                call.token().user().id(),
                wanted.path("name").asString(""),
                description(call, wanted),
                flavor,
                fromVolume ? null : image,
                boots,
                key,
                text(wanted, "user_data"),
                metadata(wanted.path("metadata")),
                wanted.path("tags").valueStream().map(t -> t.asString("")).toList(),
                groups,
                networks,
                disks,
                isTrue(wanted.path("config_drive")),
                serverGroup(call));
    }

    private static SimulatedFlavor flavor(NovaCall call, String wanted) {
        // The reference can be a URL.
        String id = wanted.substring(wanted.lastIndexOf('/') + 1);
        return Infrastructure.flavor(id)
                .filter(f -> !f.deleted() && f.openTo(call))
                .orElseThrow(() -> Refusal.badRequest("Flavor " + id + " could not be found."));
    }

    private SimulatedImage image(NovaCall call, String id) {
        SimulatedImage image = cloud.images()
                .find(id, call.token())
                .orElseThrow(() -> Refusal.badRequest("Can not find requested image"));
        if (!image.status().equals("active")) {
            throw Refusal.badRequest("Image " + id + " is not active.");
        }
        return image;
    }

    private static List<String> groups(SimulatedProject project, JsonNode wanted) {
        if (wanted.isEmpty()) {
            return List.of(SecurityGroups.id(project, SecurityGroups.DEFAULT));
        }
        return wanted.valueStream()
                .map(g -> g.path("name").asString(""))
                .distinct()
                .map(name -> SecurityGroups.find(project, name)
                        .map(SecurityGroup::id)
                        .orElseThrow(() -> Refusal.badRequest(
                                "Unable to find security_group with name or id '%s'".formatted(name))))
                .toList();
    }

    private @Nullable String key(NovaCall call, JsonNode wanted) {
        if (!wanted.isString()) {
            return null;
        }
        return cloud.keyPairs()
                .find(call.token().user(), wanted.asString())
                .map(KeyPair::name)
                .orElseThrow(() -> Refusal.badRequest("Invalid key_name provided."));
    }

    private @Nullable String serverGroup(NovaCall call) {
        JsonNode body = call.body();
        JsonNode hints = body.has("os:scheduler_hints")
                ? body.path("os:scheduler_hints")
                : body.path("OS-SCH-HNT:scheduler_hints");
        if (!hints.path("group").isString()) {
            return null;
        }
        String id = hints.path("group").asString();
        return cloud.groups()
                .find(id)
                .filter(g -> g.project().equals(call.project()))
                .map(ServerGroup::id)
                .orElseThrow(() -> Refusal.badRequest("Instance group " + id + " could not be found."));
    }

    /** Before microversion 2.19, Nova used the name as description. */
    private static @Nullable String description(NovaCall call, JsonNode wanted) {
        return text(wanted, call.version().atLeast(19) ? "description" : "name");
    }

    private static Map<String, String> metadata(JsonNode wanted) {
        Map<String, String> metadata = new LinkedHashMap<>();
        wanted.propertyStream()
                .forEach(p -> metadata.put(p.getKey(), p.getValue().asString("")));
        return metadata;
    }

    private static @Nullable String text(JsonNode wanted, String name) {
        return wanted.path(name).isString() ? wanted.path(name).asString() : null;
    }

    private static int count(JsonNode said, int otherwise) {
        return said.isMissingNode() ? otherwise : Integer.parseInt(said.asString("1"));
    }

    private static boolean isTrue(JsonNode said) {
        return said.asString("").equalsIgnoreCase("true");
    }
}
