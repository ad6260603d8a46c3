package org.stackdeck.simulator.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.MarkerPage;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.VolumeSnapshot;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stores volume snapshots and serves Cinder's {@code /snapshots}. A snapshot is available immediately. */
public final class VolumeSnapshotStore {

    private final Map<String, VolumeSnapshot> snapshots = new LinkedHashMap<>();
    private final VolumeStore volumes;
    private final SimulatorScheduler simulatorClock;

    VolumeSnapshotStore(VolumeStore volumes, SimulatorScheduler simulatorClock) {
        this.volumes = volumes;
        this.simulatorClock = simulatorClock;
    }

    public synchronized VolumeSnapshot create(SimulatedVolume volume, String name) {
        VolumeSnapshot volumeSnapshot = new VolumeSnapshot(
                UUID.randomUUID().toString(),
                name,
                volume.id(),
                volume.project(),
                volume.size(),
                volume.image(),
                simulatorClock.now());
        snapshots.put(volumeSnapshot.id(), volumeSnapshot);
        return volumeSnapshot;
    }

    public synchronized List<VolumeSnapshot> of(SimulatedProject project) {
        return snapshots.values().stream()
                .filter(s -> s.project().equals(project))
                .toList()
                .reversed();
    }

    public Optional<VolumeSnapshot> find(SimulatedProject project, String id) {
        return of(project).stream().filter(s -> s.id().equals(id)).findFirst();
    }

    private synchronized void remove(String id) {
        snapshots.remove(id);
    }

    public ApiResponse handle(ApiRequest apiRequest, SimulatedProject project, List<String> path) {
        if (path.isEmpty() && apiRequest.hasMethod("POST")) {
            return create(apiRequest, project);
        }
        if (path.isEmpty() || path.getFirst().equals("detail")) {
            ObjectNode document = Json.object();
            ArrayNode list = document.putArray("snapshots");
            MarkerPage<VolumeSnapshot> page =
                    MarkerPage.of(of(project), VolumeSnapshot::id, apiRequest.query(), "Snapshot");
            page.items().forEach(s -> list.add(view(s)));
            if (page.hasNext()) {
                document.putArray("snapshots_links")
                        .add(Json.link(
                                "next",
                                "/volume" + apiRequest.path() + "?"
                                        + apiRequest
                                                .query()
                                                .withParameter(
                                                        "marker",
                                                        page.items().getLast().id())));
            }
            return ApiResponse.ok(document);
        }
        VolumeSnapshot snapshot = find(project, path.getFirst())
                .orElseThrow(() -> ApiException.notFound("Snapshot " + path.getFirst() + " could not be found."));
        if (apiRequest.hasMethod("DELETE")) {
            remove(snapshot.id());
            return ApiResponse.empty(202);
        }
        return ApiResponse.ok(document(snapshot));
    }

    private ApiResponse create(ApiRequest apiRequest, SimulatedProject project) {
        JsonNode wanted = apiRequest
                .json()
                .orElseThrow(() -> ApiException.badRequest("Malformed request body"))
                .path("snapshot");
        String id = wanted.path("volume_id").asString("");
        SimulatedVolume volume = volumes.find(project, id)
                .orElseThrow(() -> ApiException.notFound("Volume " + id + " could not be found."));
        return ApiResponse.json(202, document(create(volume, wanted.path("name").asString(""))));
    }

    private static ObjectNode document(VolumeSnapshot snapshot) {
        ObjectNode document = Json.object();
        document.set("snapshot", view(snapshot));
        return document;
    }

    private static ObjectNode view(VolumeSnapshot snapshot) {
        ObjectNode node = Json.object()
                .put("id", snapshot.id())
                .put("created_at", Timestamps.micros(snapshot.created()))
                .put("updated_at", Timestamps.micros(snapshot.created()))
                .put("name", snapshot.name())
                .put("description", "")
                .put("volume_id", snapshot.volumeId())
                .put("status", "available")
                .put("size", snapshot.size());
        node.putObject("metadata");
        return node.put("os-extended-snapshot-attributes:progress", "100%")
                .put(
                        "os-extended-snapshot-attributes:project_id",
                        snapshot.project().id());
    }
}
