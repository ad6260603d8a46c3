package org.stackdeck.simulator.cinder;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.MarkerPage;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.http.SupportedRoutes.ListParameters;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.VolumeSnapshot;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.VolumeSnapshotStore;
import org.stackdeck.simulator.state.VolumeStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cinder's {@code /volume-transfers}, and its older name {@code /os-volume-transfer}. */
public final class VolumeTransfersResource {

    private static final String NAME = """
            "name": {"type": ["string", "null"]}""";
    private static final String SCHEMA = """
            {"type": "object",
             "properties": {"volume_id": {"type": "string", "format": "uuid"}, %s},
             "required": ["volume_id"],
             "additionalProperties": false}""";
    private static final JsonSchema CREATE = JsonSchema.within("transfer", SCHEMA.formatted(NAME));
    /** Schema since microversion 3.55, with the option to transfer a volume without its snapshots. */
    private static final JsonSchema CREATE_WITHOUT_SNAPSHOTS = JsonSchema.within(
            "transfer", SCHEMA.formatted(NAME + ", \"no_snapshots\": {\"type\": [\"boolean\", \"string\"]}"));

    private static final JsonSchema ACCEPT = JsonSchema.within("accept", """
            {"type": "object",
             "properties": {"auth_key": {"type": ["string", "integer"]}},
             "required": ["auth_key"],
             "additionalProperties": false}""");

    /**
     * Supported parameters. Cinder treats other parameters as attributes and finds no transfer with these attributes.
     */
    private static final Set<String> PARAMETERS =
            Set.of("all_tenants", "id", "volume_id", "name", "limit", "marker", "offset");

    /** Microversion since which the list can be sorted. */
    private static final int SORT_VERSION = 59;

    private static final Set<String> SORT_PARAMETERS = Set.of("sort", "sort_key", "sort_dir");
    private static final ListParameters SORTED_LIST = new ListParameters(Set.of(), Set.of("created_at", "id"));

    private final String root;
    private final VolumeStore volumes;
    private final VolumeSnapshotStore snapshots;
    private final VolumeQuotasResource quotas;
    private final SimulatorScheduler simulatorClock;
    private final Map<String, Transfer> transfers = new LinkedHashMap<>();

    private record Transfer(
            String id,
            @Nullable String name,
            String volumeId,
            boolean noSnapshots,
            SimulatedProject source,
            String authKey,
            Instant created) {}

    public VolumeTransfersResource(String root, CloudState cloud, VolumeQuotasResource quotas) {
        this.root = root;
        this.volumes = cloud.volumes();
        this.snapshots = cloud.snapshots();
        this.quotas = quotas;
        this.simulatorClock = cloud.time();
    }

    synchronized ApiResponse handle(ApiRequest apiRequest, Token token, SimulatedProject project, List<String> path) {
        if (path.isEmpty() && apiRequest.hasMethod("POST")) {
            return create(apiRequest, token, project);
        }
        if (path.isEmpty() || path.getFirst().equals("detail")) {
            return list(apiRequest, token, project, !path.isEmpty());
        }
        if (path.size() > 1) {
            return accept(apiRequest, token, project, find(path.getFirst(), null));
        }
        Transfer transfer = find(path.getFirst(), token.hasRole(Role.ADMIN) ? null : project);
        if (apiRequest.hasMethod("DELETE")) {
            transfers.remove(transfer.id());
            volumes.change(transfer.volumeId(), v -> v.withStatus("available", simulatorClock.now()));
            return ApiResponse.empty(202);
        }
        return ApiResponse.ok(envelope(detail(transfer, apiRequest, project)));
    }

    /** Finds a transfer of a volume of the project; of any project if {@code project} is null. */
    private Transfer find(String id, @Nullable SimulatedProject project) {
        Transfer transfer = transfers.get(id);
        if (transfer == null || (project != null && !transfer.source().equals(project))) {
            throw ApiException.notFound("Transfer " + id + " could not be found.");
        }
        return transfer;
    }

    private ApiResponse create(ApiRequest apiRequest, Token token, SimulatedProject project) {
        JsonNode body = apiRequest.requireJson();
        (Microversion.minor(apiRequest) >= 55 ? CREATE_WITHOUT_SNAPSHOTS : CREATE).check(body);
        JsonNode wanted = body.path("transfer");
        String volumeId = wanted.path("volume_id").asString("");
        SimulatedVolume volume = volumes.require(token.hasRole(Role.ADMIN) ? null : project, volumeId);
        if (!volume.status().equals("available")) {
            throw ApiException.badRequest("Invalid volume: status must be available");
        }
        Transfer transfer = new Transfer(
                UUID.randomUUID().toString(),
                wanted.path("name").isString() ? wanted.path("name").asString().strip() : null,
                volumeId,
                wanted.path("no_snapshots").asBoolean(false),
                volume.project(),
                UUID.randomUUID().toString().replace("-", "").substring(0, 16),
                simulatorClock.now());
        transfers.put(transfer.id(), transfer);
        volumes.change(volumeId, v -> v.withStatus("awaiting-transfer", simulatorClock.now()));
        return ApiResponse.json(
                202, envelope(detail(transfer, apiRequest, project).put("auth_key", transfer.authKey())));
    }

    private ApiResponse list(ApiRequest apiRequest, Token token, SimulatedProject project, boolean detail) {
        QueryParameters query = apiRequest.query();
        boolean everywhere = token.hasRole(Role.ADMIN)
                && query.last("all_tenants")
                        .filter(value -> List.of("1", "true").contains(value))
                        .isPresent();
        Set<String> known = new HashSet<>(PARAMETERS);
        if (Microversion.minor(apiRequest) >= SORT_VERSION) {
            known.addAll(SORT_PARAMETERS);
            SORTED_LIST.check(query);
        }
        List<Transfer> matching = known.containsAll(query.values().keySet())
                ? transfers.values().stream()
                        .filter(transfer -> everywhere || transfer.source().equals(project))
                        .filter(transfer ->
                                query.last("id").map(transfer.id()::equals).orElse(true))
                        .filter(transfer -> query.last("volume_id")
                                .map(transfer.volumeId()::equals)
                                .orElse(true))
                        .filter(transfer -> query.last("name")
                                .map(name -> name.equals(transfer.name()))
                                .orElse(true))
                        .toList()
                : List.of();
        return MarkerPage.of(matching, Transfer::id, query, "Transfer")
                .toResponse(
                        "transfers",
                        root + "/volume" + apiRequest.path(),
                        query,
                        transfer -> detail ? detail(transfer, apiRequest, project) : summary(transfer, project));
    }

    /**
     * Accepts the transfer. The volume then belongs to the project of the token, which can also be its previous
     * project.
     */
    private ApiResponse accept(ApiRequest apiRequest, Token token, SimulatedProject project, Transfer transfer) {
        JsonNode body = apiRequest.requireJson();
        ACCEPT.check(body);
        if (!body.path("accept").path("auth_key").asString("").equals(transfer.authKey())) {
            throw ApiException.badRequest(
                    "Invalid auth key: Attempt to transfer %s with invalid auth key.".formatted(transfer.id()));
        }
        SimulatedVolume volume = volumes.require(null, transfer.volumeId());
        List<VolumeSnapshot> included = transfer.noSnapshots()
                ? List.of()
                : snapshots.of(null).stream()
                        .filter(snapshot -> snapshot.volumeId().equals(volume.id()))
                        .toList();
        quotas.checkTransfer(project, volume, included);
        volumes.change(
                volume.id(),
                v -> v.withProject(project, token.user().id()).withStatus("available", simulatorClock.now()));
        included.forEach(snapshot -> snapshots.move(snapshot, project));
        transfers.remove(transfer.id());
        return ApiResponse.json(202, envelope(summary(transfer, project)));
    }

    private static ObjectNode envelope(ObjectNode transfer) {
        return Json.object().set("transfer", transfer);
    }

    private ObjectNode summary(Transfer transfer, SimulatedProject project) {
        String path = "/" + project.id() + "/os-volume-transfer/" + transfer.id();
        ObjectNode node = Json.object()
                .put("id", transfer.id())
                .put("volume_id", transfer.volumeId())
                .put("name", transfer.name());
        node.putArray("links")
                .add(Json.link("self", root + "/volume/v3" + path))
                .add(Json.link("bookmark", root + "/volume" + path));
        return node;
    }

    private ObjectNode detail(Transfer transfer, ApiRequest apiRequest, SimulatedProject project) {
        ObjectNode node = summary(transfer, project).put("created_at", Timestamps.micros(transfer.created()));
        if (Microversion.minor(apiRequest) >= 55) {
            node.put("no_snapshots", transfer.noSnapshots());
        }
        if (Microversion.minor(apiRequest) >= 57) {
            node.put("source_project_id", transfer.source().id())
                    .putNull("destination_project_id")
                    .put("accepted", false);
        }
        return node;
    }
}
