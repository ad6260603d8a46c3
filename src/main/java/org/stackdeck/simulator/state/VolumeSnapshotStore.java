package org.stackdeck.simulator.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.MarkerPage;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.VolumeSnapshot;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Stores volume snapshots and serves Cinder's {@code /snapshots}. A snapshot is available immediately. */
public final class VolumeSnapshotStore {

    private static final List<String> EXTENDED =
            List.of("os-extended-snapshot-attributes:progress", "os-extended-snapshot-attributes:project_id");

    private static final String TEXT = """
            "name": {"type": ["string", "null"], "maxLength": 255},
            "description": {"type": ["string", "null"], "maxLength": 255}""";

    /** The simulator stores no metadata of a new snapshot, and refuses it. */
    private static final JsonSchema CREATE = JsonSchema.within("snapshot", """
            {"type": "object", "properties": {%s,
                "volume_id": {"type": ["string", "null"], "format": "uuid"},
                "force": {"type": ["boolean", "string", "null"],
                          "enum": [true, false, null, "true", "false", "True", "False", "0", "1"]},
                "metadata": {"type": ["object", "null"], "maxProperties": 0}},
             "required": ["volume_id"], "additionalProperties": false}""".formatted(TEXT));

    private static final JsonSchema UPDATE = JsonSchema.within(
            "snapshot",
            "{\"type\": \"object\", \"properties\": {%s}, \"additionalProperties\": false}".formatted(TEXT));

    private final Map<String, VolumeSnapshot> snapshots = new LinkedHashMap<>();
    private final VolumeStore volumes;
    private final QuotaStore quotaStore;
    private final SimulatorScheduler scheduler;

    VolumeSnapshotStore(VolumeStore volumes, QuotaStore quotaStore, SimulatorScheduler scheduler) {
        this.volumes = volumes;
        this.quotaStore = quotaStore;
        this.scheduler = scheduler;
    }

    public synchronized VolumeSnapshot create(
            SimulatedVolume volume, SimulatedProject project, String name, @Nullable String description) {
        VolumeSnapshot volumeSnapshot = new VolumeSnapshot(
                UUID.randomUUID().toString(),
                name,
                description,
                volume.id(),
                project,
                volume.size(),
                volume.image(),
                volume.settings().bootable() ? volume.settings().imageMetadata() : Map.of(),
                Map.of(),
                scheduler.now());
        snapshots.put(volumeSnapshot.id(), volumeSnapshot);
        return volumeSnapshot;
    }

    /** Returns the snapshots of the project, or of all projects if {@code project} is null, newest first. */
    public synchronized List<VolumeSnapshot> of(@Nullable SimulatedProject project) {
        return snapshots.values().stream()
                .filter(s -> project == null || s.project().equals(project))
                .toList()
                .reversed();
    }

    public Optional<VolumeSnapshot> find(@Nullable SimulatedProject project, String id) {
        return of(project).stream().filter(s -> s.id().equals(id)).findFirst();
    }

    /** @throws ApiException 404 if the token cannot access the snapshot */
    public VolumeSnapshot require(Token token, SimulatedProject project, String id) {
        return find(token.hasRole(Role.ADMIN) ? null : project, id)
                .orElseThrow(() -> ApiException.notFound("Snapshot " + id + " could not be found."));
    }

    private synchronized void remove(String id) {
        snapshots.remove(id);
    }

    /** Returns the total size of the project's volumes and snapshots in GiB. Both count toward the same quota. */
    public int usedGigabytes(SimulatedProject project) {
        return volumes.all(project).stream().mapToInt(SimulatedVolume::size).sum()
                + of(project).stream().mapToInt(VolumeSnapshot::size).sum();
    }

    /**
     * @param more additional GiB
     * @throws ApiException 413 if the total size would exceed the limit
     */
    public void checkGigabytes(SimulatedProject project, int more) {
        int limit = quotaStore.limit(project, "gigabytes");
        int used = usedGigabytes(project);
        if (limit >= 0 && (long) used + more > limit) {
            throw new ApiException(
                    413,
                    "VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota."
                            + " Requested %dG, quota is %dG and %dG has been consumed.".formatted(more, limit, used));
        }
    }

    private static List<VolumeSnapshot> select(List<VolumeSnapshot> listed, ApiRequest apiRequest) {
        return listed.stream()
                .filter(snapshot -> List.of("volume_id", "name", "status").stream()
                        .allMatch(field -> apiRequest
                                .query()
                                .last(field)
                                .map(view(snapshot).path(field).asString("")::equals)
                                .orElse(true)))
                .toList();
    }

    public synchronized void replaceMetadata(VolumeSnapshot snapshot, Map<String, String> metadata) {
        snapshots.replace(snapshot.id(), snapshot.withMetadata(metadata));
    }

    /** Changes the project of a snapshot. */
    public synchronized void move(VolumeSnapshot snapshot, SimulatedProject project) {
        snapshots.replace(snapshot.id(), snapshot.withProject(project));
    }

    public synchronized void removeOf(SimulatedVolume volume) {
        snapshots.values().removeIf(snapshot -> snapshot.volumeId().equals(volume.id()));
    }

    public ApiResponse handle(ApiRequest apiRequest, Token token, SimulatedProject project, List<String> path) {
        boolean administrator = token.hasRole(Role.ADMIN);
        if (path.isEmpty() && apiRequest.hasMethod("POST")) {
            return create(apiRequest, token, project);
        }
        boolean updates = apiRequest.hasMethod("PUT");
        if (path.isEmpty() || (path.getFirst().equals("detail") && !updates)) {
            return MarkerPage.of(
                            select(of(administrator && apiRequest.isForAllProjects() ? null : project), apiRequest),
                            VolumeSnapshot::id,
                            apiRequest.query(),
                            "Snapshot")
                    .toResponse(
                            "snapshots", "/volume" + apiRequest.path(), apiRequest.query(), VolumeSnapshotStore::view);
        }
        if (updates) {
            UPDATE.check(apiRequest.requireJson());
        }
        VolumeSnapshot snapshot = require(token, project, path.getFirst());
        if (apiRequest.hasMethod("DELETE")) {
            remove(snapshot.id());
            return ApiResponse.empty(202);
        }
        return ApiResponse.ok(updates ? changed(view(update(apiRequest, snapshot))) : document(snapshot));
    }

    private synchronized VolumeSnapshot update(ApiRequest apiRequest, VolumeSnapshot snapshot) {
        JsonNode wanted = apiRequest.requireJson().path("snapshot");
        JsonNode description = wanted.path("description");
        VolumeSnapshot changed = snapshot.withText(
                wanted.path("name").asString(snapshot.name()),
                description.isNull() ? null : description.asString(snapshot.description()));
        snapshots.replace(snapshot.id(), changed);
        return changed;
    }

    private ApiResponse create(ApiRequest apiRequest, Token token, SimulatedProject project) {
        JsonNode body = apiRequest.requireJson();
        CREATE.check(body);
        JsonNode wanted = body.path("snapshot");
        String id = wanted.path("volume_id").asString("");
        SimulatedVolume volume = volumes.require(token.hasRole(Role.ADMIN) ? null : project, id);
        if (!volume.status().equals("available") && !wanted.path("force").asBoolean(false)) {
            throw ApiException.badRequest(
                    "Invalid volume: Volume %s status must be available, but current status is: %s."
                            .formatted(volume.id(), volume.status()));
        }
        checkGigabytes(project, volume.size());
        checkCount(project, 1);
        ObjectNode created = view(create(
                volume,
                project,
                wanted.path("name").asString(""),
                wanted.path("description").isString()
                        ? wanted.path("description").asString()
                        : null));
        // Cinder returns the snapshot before the driver creates it.
        created.put("status", "creating").putNull("updated_at");
        return ApiResponse.json(202, changed(created));
    }

    /**
     * @param more number of additional snapshots
     * @throws ApiException 413 if the number of snapshots would exceed the limit
     */
    public void checkCount(SimulatedProject project, int more) {
        int limit = quotaStore.limit(project, "snapshots");
        if (more > 0 && limit >= 0 && of(project).size() + more > limit) {
            throw new ApiException(
                    413, "SnapshotLimitExceeded: Maximum number of snapshots allowed (%d) exceeded".formatted(limit));
        }
    }

    /** Returns the response to a change, which has fewer fields. */
    private static ObjectNode changed(ObjectNode view) {
        view.remove(EXTENDED);
        return Json.object().set("snapshot", view);
    }

    private static ObjectNode document(VolumeSnapshot snapshot) {
        return Json.object().set("snapshot", view(snapshot));
    }

    private static ObjectNode view(VolumeSnapshot snapshot) {
        ObjectNode node = Json.object()
                .put("id", snapshot.id())
                .put("created_at", Timestamps.micros(snapshot.created()))
                .put("updated_at", Timestamps.micros(snapshot.created()))
                .put("name", snapshot.name())
                .put("description", snapshot.description())
                .put("volume_id", snapshot.volumeId())
                .put("status", "available")
                .put("size", snapshot.size());
        node.set("metadata", Json.MAPPER.valueToTree(snapshot.metadata()));
        return node.put(EXTENDED.getFirst(), "100%")
                .put(EXTENDED.getLast(), snapshot.project().id());
    }
}
