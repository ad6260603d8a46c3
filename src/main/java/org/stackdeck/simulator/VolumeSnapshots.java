package org.stackdeck.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Stores volume snapshots and serves Cinder's {@code /snapshots}. A snapshot is available immediately. */
final class VolumeSnapshots {

    private final Map<String, VolumeSnapshot> snapshots = new LinkedHashMap<>();
    private final VolumeStore volumes;
    private final Time time;

    VolumeSnapshots(VolumeStore volumes, Time time) {
        this.volumes = volumes;
        this.time = time;
    }

    synchronized VolumeSnapshot take(SimulatedVolume volume, String name) {
        VolumeSnapshot made = new VolumeSnapshot(
                UUID.randomUUID().toString(),
                name,
                volume.id(),
                volume.project(),
                volume.size(),
                volume.image(),
                time.now());
        snapshots.put(made.id(), made);
        return made;
    }

    synchronized List<VolumeSnapshot> of(SimulatedProject project) {
        return snapshots.values().stream()
                .filter(s -> s.project().equals(project))
                .toList()
                .reversed();
    }

    Optional<VolumeSnapshot> find(SimulatedProject project, String id) {
        return of(project).stream().filter(s -> s.id().equals(id)).findFirst();
    }

    private synchronized void remove(String id) {
        snapshots.remove(id);
    }

    Reply answer(Request request, SimulatedProject project, List<String> path) {
        if (path.isEmpty() && request.is("POST")) {
            return create(request, project);
        }
        if (path.isEmpty() || path.getFirst().equals("detail")) {
            ObjectNode document = Json.object();
            ArrayNode list = document.putArray("snapshots");
            of(project).forEach(s -> list.add(view(s)));
            return Reply.ok(document);
        }
        VolumeSnapshot snapshot = find(project, path.getFirst())
                .orElseThrow(() -> Refusal.notFound("Snapshot " + path.getFirst() + " could not be found."));
        if (request.is("DELETE")) {
            remove(snapshot.id());
            return Reply.empty(202);
        }
        return Reply.ok(document(snapshot));
    }

    private Reply create(Request request, SimulatedProject project) {
        JsonNode wanted = request.json()
                .orElseThrow(() -> Refusal.badRequest("Malformed request body"))
                .path("snapshot");
        String id = wanted.path("volume_id").asString("");
        SimulatedVolume volume =
                volumes.find(project, id).orElseThrow(() -> Refusal.notFound("Volume " + id + " could not be found."));
        return Reply.json(202, document(take(volume, wanted.path("name").asString(""))));
    }

    private static ObjectNode document(VolumeSnapshot snapshot) {
        ObjectNode document = Json.object();
        document.set("snapshot", view(snapshot));
        return document;
    }

    private static ObjectNode view(VolumeSnapshot snapshot) {
        ObjectNode node = Json.object()
                .put("id", snapshot.id())
                .put("created_at", Stamps.micros(snapshot.created()))
                .put("updated_at", Stamps.micros(snapshot.created()))
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
