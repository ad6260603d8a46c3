package org.stackdeck.simulator.nova.create;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.KeyPair;
import org.stackdeck.simulator.model.SecurityGroup;
import org.stackdeck.simulator.model.ServerGroup;
import org.stackdeck.simulator.model.SimulatedFlavor;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.document.ServerDocuments;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.AdminPasswordHandler;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.DefaultResources;
import org.stackdeck.simulator.state.SecurityGroupStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /servers}: validates the request like Nova's API and starts the build. */
public final class CreateServerHandler {

    private final CloudState cloud;
    private final ServerBuildStarter serverBuildStarter;
    private final ServerDocuments documents;

    public CreateServerHandler(CloudState cloud, ServerBuildStarter serverBuildStarter, ServerDocuments documents) {
        this.cloud = cloud;
        this.serverBuildStarter = serverBuildStarter;
        this.documents = documents;
    }

    public ApiResponse create(NovaRequest novaRequest) {
        CreateServerSchema.check(novaRequest);
        JsonNode wanted = novaRequest.body().path("server");
        int minCount = count(wanted.path("min_count"), 1);
        int maxCount = count(wanted.path("max_count"), minCount);
        if (minCount > maxCount) {
            throw ApiException.badRequest("min_count must be <= max_count");
        }
        novaRequest.requireRole(Role.MEMBER, "servers:create");
        SimulatedProject project = novaRequest.project();
        if (project == null) {
            throw ApiException.forbidden("Policy doesn't allow os_compute_api:servers:create to be performed.");
        }
        NewServerPlan plan = plan(novaRequest, project, wanted, maxCount);
        int count = cloud.quotas().checkServers(project, plan.flavor(), minCount, maxCount);
        String password = AdminPasswordHandler.of(wanted);
        ServerBuildStarter.StartedServers startedServers = serverBuildStarter.start(novaRequest, plan, count);
        startedServers.servers().forEach(server -> server.changeAccess(wanted));
        if (isTrue(wanted.path("return_reservation_id"))) {
            return ApiResponse.json(202, Json.object().put("reservation_id", startedServers.reservation()));
        }
        SimulatedServer first = startedServers.servers().getFirst();
        ObjectNode document = Json.object();
        ObjectNode node = document.putObject("server").put("id", first.id());
        node.set("links", documents.links(first));
        node.put("OS-DCF:diskConfig", first.access().diskConfig());
        node.set(
                "security_groups",
                wanted.has("security_groups")
                        ? wanted.path("security_groups")
                        : Json.array().add(Json.object().put("name", "default")));
        node.put("adminPass", password);
        return ApiResponse.json(202, document).withHeader("Location", documents.location(first));
    }

    private NewServerPlan plan(NovaRequest novaRequest, SimulatedProject project, JsonNode wanted, int servers) {
        JsonNode mapping = wanted.path("block_device_mapping_v2");
        String imageId = wanted.path("imageRef").asString("");
        if (imageId.isEmpty() && mapping.isEmpty()) {
            throw ApiException.badRequest("Missing imageRef attribute");
        }
        SimulatedFlavor flavor = flavor(novaRequest, wanted.path("flavorRef").asString(""));
        if (wanted.path("availability_zone").asString("").split(":", -1).length > 3) {
            throw ApiException.badRequest("Invalid input received: Unable to parse availability_zone");
        }
        if (wanted.has("availability_zone")
                && !wanted.path("availability_zone").asString("").equals("nova")) {
            throw ApiException.badRequest("The requested availability zone is not available");
        }
        SimulatedImage image = imageId.isEmpty() ? null : image(novaRequest, imageId);
        List<String> groups = groups(project, wanted.path("security_groups"));
        NewServerNetworks networks = NewServerNetworks.of(wanted.path("networks"), project, cloud.networks(), servers);
        String key = key(novaRequest, wanted.path("key_name"));
        cloud.quotas().checkMetadata(novaRequest, wanted.path("metadata").size());
        List<NewServerPlan.DiskPlan> disks =
                new BlockDeviceMappingParser(cloud).parse(novaRequest, mapping, image, servers);
        boolean fromVolume = disks.stream().anyMatch(NewServerPlan.DiskPlan::root);
        if (image != null && !fromVolume) {
            FlavorImageCheck.check(image, flavor);
        }
        return new NewServerPlan(
                project,
                novaRequest.token().user().id(),
                wanted.path("name").asString(""),
                description(novaRequest, wanted),
                flavor,
                fromVolume ? null : image,
                key,
                text(wanted, "user_data"),
                metadata(wanted.path("metadata")),
                wanted.path("tags").valueStream().map(t -> t.asString("")).toList(),
                groups,
                networks,
                disks,
                isTrue(wanted.path("config_drive")),
                serverGroup(novaRequest));
    }

    private static SimulatedFlavor flavor(NovaRequest novaRequest, String wanted) {
        // The reference can be a URL.
        String id = wanted.substring(wanted.lastIndexOf('/') + 1);
        return DefaultResources.flavor(id)
                .filter(f -> !f.deleted() && f.isAccessibleFor(novaRequest))
                .orElseThrow(() -> ApiException.badRequest("Flavor " + id + " could not be found."));
    }

    private SimulatedImage image(NovaRequest novaRequest, String id) {
        SimulatedImage image = cloud.images()
                .find(id, novaRequest.token())
                .orElseThrow(() -> ApiException.badRequest("Can not find requested image"));
        if (!image.status().equals("active")) {
            throw ApiException.badRequest("Image " + id + " is not active.");
        }
        return image;
    }

    private List<String> groups(SimulatedProject project, JsonNode wanted) {
        if (wanted.isEmpty()) {
            return List.of(SecurityGroupStore.id(project, SecurityGroupStore.DEFAULT));
        }
        return wanted.valueStream()
                .map(g -> g.path("name").asString(""))
                .distinct()
                .map(name -> cloud.securityGroups()
                        .find(project, name)
                        .map(SecurityGroup::id)
                        .orElseThrow(() -> ApiException.badRequest(
                                "Unable to find security_group with name or id '%s'".formatted(name))))
                .toList();
    }

    private @Nullable String key(NovaRequest novaRequest, JsonNode wanted) {
        if (!wanted.isString()) {
            return null;
        }
        return cloud.keyPairs()
                .find(novaRequest.token().user(), wanted.asString())
                .map(KeyPair::name)
                .orElseThrow(() -> ApiException.badRequest("Invalid key_name provided."));
    }

    private @Nullable String serverGroup(NovaRequest novaRequest) {
        JsonNode body = novaRequest.body();
        JsonNode hints = body.has("os:scheduler_hints")
                ? body.path("os:scheduler_hints")
                : body.path("OS-SCH-HNT:scheduler_hints");
        if (!hints.path("group").isString()) {
            return null;
        }
        String id = hints.path("group").asString();
        return cloud.groups()
                .find(id)
                .filter(g -> g.project().equals(novaRequest.project()))
                .map(ServerGroup::id)
                .orElseThrow(() -> ApiException.badRequest("Instance group " + id + " could not be found."));
    }

    /** Returns the description. Before microversion 2.19, Nova uses the name as the description. */
    private static @Nullable String description(NovaRequest novaRequest, JsonNode wanted) {
        return text(wanted, novaRequest.version().atLeast(19) ? "description" : "name");
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

    private static int count(JsonNode given, int otherwise) {
        return given.isMissingNode() ? otherwise : Integer.parseInt(given.asString("1"));
    }

    private static boolean isTrue(JsonNode given) {
        return given.asString("").equalsIgnoreCase("true");
    }
}
