package org.stackdeck.simulator.cinder;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.MarkerPage;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.SimulatedVolumeType;
import org.stackdeck.simulator.model.VolumeSettings;
import org.stackdeck.simulator.model.VolumeSnapshot;
import org.stackdeck.simulator.nova.tasks.Conductor;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.ImageStore;
import org.stackdeck.simulator.state.VolumeBackupStore;
import org.stackdeck.simulator.state.VolumeSnapshotStore;
import org.stackdeck.simulator.state.VolumeStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cinder's {@code /volumes}. */
public final class VolumesResource {

    private static final int CREATE_MILLIS = 800;
    private static final List<String> DELETABLE =
            List.of("available", "error", "error_restoring", "error_extending", "error_managing");
    private static final int DELETE_MILLIS = 300;
    private static final JsonSchema SIZE = JsonSchema.of("""
            {"properties": {"size": {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 1}}}""");

    private final String root;
    private final VolumeStore volumes;
    private final ImageStore images;
    private final VolumeSnapshotStore snapshots;
    private final VolumeQuotasResource quotas;
    private final SimulatorScheduler simulatorClock;
    private final Conductor conductor;
    private final VolumeActionHandler actions;
    private final VolumeDocuments documents;
    private final VolumeBackupStore backups;
    private final BackupsResource backupService;

    public VolumesResource(
            String root,
            CloudState cloud,
            Conductor conductor,
            VolumeBackupStore backups,
            BackupsResource backupService,
            VolumeQuotasResource quotas) {
        this.backups = backups;
        this.backupService = backupService;
        this.root = root;
        this.volumes = cloud.volumes();
        this.images = cloud.images();
        this.snapshots = cloud.snapshots();
        this.quotas = quotas;
        this.simulatorClock = cloud.time();
        this.conductor = conductor;
        this.documents = new VolumeDocuments(root);
        this.actions = new VolumeActionHandler(cloud, conductor);
    }

    ApiResponse handle(ApiRequest apiRequest, Token token, SimulatedProject project, List<String> path) {
        if (path.isEmpty()) {
            return apiRequest.hasMethod("POST")
                    ? create(apiRequest, token, project)
                    : list(apiRequest, token, project, false);
        }
        return path.getFirst().equals("detail") && apiRequest.hasMethod("GET")
                ? list(apiRequest, token, project, true)
                : one(apiRequest, token, project, path);
    }

    private ApiResponse list(ApiRequest apiRequest, Token token, SimulatedProject project, boolean detail) {
        QueryParameters queryParameters = apiRequest.query();
        boolean everywhere = apiRequest.isForAllProjects() && token.hasRole(Role.ADMIN);
        List<SimulatedVolume> matching = VolumeLists.select(
                volumes.all(everywhere ? null : project), queryParameters, Microversion.minor(apiRequest));
        return MarkerPage.of(matching, SimulatedVolume::id, queryParameters, "Volume")
                .toResponse(
                        "volumes",
                        root + "/volume" + apiRequest.path(),
                        queryParameters,
                        v -> detail ? documents.detail(v, token, apiRequest) : documents.brief(v));
    }

    private ApiResponse one(ApiRequest apiRequest, Token token, SimulatedProject project, List<String> path) {
        String id = path.getFirst();
        boolean updates = path.size() == 1 && apiRequest.hasMethod("PUT");
        if (updates) {
            VolumeSchemas.UPDATE.check(apiRequest.requireJson());
        }
        SimulatedVolume volume = volumes.require(token.hasRole(Role.ADMIN) ? null : project, id);
        if (path.size() > 1 && path.get(1).equals("metadata")) {
            return VolumeMetadataResource.handle(
                    apiRequest,
                    volume.settings().metadata(),
                    path.subList(2, path.size()),
                    changed -> volumes.change(
                            id, v -> v.withSettings(settings -> settings.withMetadata(changed), simulatorClock.now())));
        }
        if (path.size() > 1) {
            if (!path.get(1).equals("action") || !apiRequest.hasMethod("POST")) {
                throw new UnknownPathException();
            }
            return actions.perform(apiRequest, token, volume);
        }
        if (apiRequest.hasMethod("DELETE")) {
            boolean cascade = apiRequest
                    .query()
                    .last("cascade")
                    .filter(value -> value.equalsIgnoreCase("true"))
                    .isPresent();
            if (!DELETABLE.contains(volume.status()) || (!cascade && hasSnapshots(volume))) {
                throw ApiException.badRequest(
                        "Invalid volume: Volume status must be available or error or error_restoring or"
                                + " error_extending or error_managing and must not be migrating, attached, belong to a group,"
                                + " have snapshots, awaiting a transfer, or be disassociated from snapshots after volume"
                                + " transfer.");
            }
            volumes.change(id, v -> v.withStatus("deleting", simulatorClock.now()));
            conductor.schedule(DELETE_MILLIS, () -> {
                snapshots.removeOf(volume);
                volumes.remove(id);
            });
            return ApiResponse.empty(202);
        }
        if (updates) {
            JsonNode body = apiRequest.requireJson();
            volumes.change(id, v -> v.withSettings(s -> update(s, body.path("volume")), simulatorClock.now()));
        }
        ObjectNode document = documents.detail(volumes.find(null, id).orElse(volume), token, apiRequest);
        if (updates) {
            document.remove("os-vol-tenant-attr:tenant_id");
        }
        return ApiResponse.ok(Json.object().set("volume", document));
    }

    private static VolumeSettings update(VolumeSettings settings, JsonNode wanted) {
        JsonNode description =
                wanted.has("description") ? wanted.path("description") : wanted.path("display_description");
        VolumeSettings changed = settings.withText(
                wanted.path("name").asString(wanted.path("display_name").asString(settings.name())),
                description.isNull() ? null : description.asString(settings.description()));
        return wanted.path("metadata").isObject()
                ? changed.withMetadata(VolumeMetadataResource.read(wanted.path("metadata")))
                : changed;
    }

    private boolean hasSnapshots(SimulatedVolume volume) {
        return snapshots.of(volume.project()).stream()
                .anyMatch(s -> s.volumeId().equals(volume.id()));
    }

    private ApiResponse create(ApiRequest apiRequest, Token token, SimulatedProject project) {
        JsonNode body = apiRequest.requireJson();
        JsonNode wanted = body.path("volume");
        VolumeSchemas.CREATE.check(body);
        String zone = wanted.path("availability_zone").asString(VolumeDocuments.ZONE);
        if (!zone.isEmpty() && !zone.equals(VolumeDocuments.ZONE)) {
            throw ApiException.badRequest("Availability zone '%s' is invalid.".formatted(zone));
        }
        String group = wanted.path("consistencygroup_id").asString("");
        if (!group.isEmpty()) {
            throw ApiException.notFound("Group %s could not be found.".formatted(group));
        }
        SIZE.check(Json.object().set("size", wanted.path("size")));
        int size = wanted.path("size").asInt(0);
        VolumeOrigin origin = origin(wanted, token, project, size);
        SimulatedVolumeType type = type(wanted, token);
        quotas.checkVolume(project, size);
        SimulatedVolume volume = new SimulatedVolume(
                UUID.randomUUID().toString(),
                new VolumeSettings(
                        wanted.path("name").asString(""),
                        wanted.path("description").isString()
                                ? wanted.path("description").asString()
                                : null,
                        size,
                        type.name(),
                        origin.bootable(),
                        false,
                        VolumeMetadataResource.read(wanted.path("metadata")),
                        origin.imageMetadata()),
                project,
                token.user().id(),
                "creating",
                origin.image(),
                origin.snapshotId(),
                origin.volumeId(),
                simulatorClock.now(),
                simulatorClock.now(),
                null);
        volumes.add(volume);
        if (origin.backup() == null) {
            conductor.schedule(
                    CREATE_MILLIS,
                    () -> volumes.change(volume.id(), v -> v.withStatus("available", simulatorClock.now())));
        } else {
            backupService.restore(origin.backup(), volume.id());
        }
        ObjectNode document = Json.object();
        ObjectNode node = documents.detail(volume, token, apiRequest).putNull("updated_at");
        node.remove("os-vol-tenant-attr:tenant_id");
        document.set("volume", node);
        return ApiResponse.json(202, document);
    }

    private static SimulatedVolumeType type(JsonNode wanted, Token token) {
        String type = wanted.path("volume_type").asString(SimulatedVolumeType.DEFAULT.name());
        return SimulatedVolumeType.find(type, token).orElseThrow(() -> VolumeTypesResource.notFound(type));
    }

    private VolumeOrigin origin(JsonNode wanted, Token token, SimulatedProject project, int size) {
        String image = wanted.path("imageRef").asString("");
        String snapshot = wanted.path("snapshot_id").asString("");
        String source = wanted.path("source_volid").asString("");
        if (!snapshot.isEmpty()) {
            VolumeSnapshot found = snapshots
                    .find(project, snapshot)
                    .orElseThrow(() -> ApiException.notFound("Snapshot " + snapshot + " could not be found."));
            requireSize(size, found.size(), "snapshot");
            boolean bootable = volumes.find(null, found.volumeId())
                    .map(volume -> volume.settings().bootable())
                    .orElse(false);
            return bootable
                    ? new VolumeOrigin(found.image(), snapshot, null, null, true, found.imageMetadata())
                    : new VolumeOrigin(null, snapshot, null, null, false, Map.of());
        }
        if (!source.isEmpty()) {
            SimulatedVolume found = volumes.require(project, source);
            requireSize(size, found.size(), "source volume");
            return found.settings().bootable()
                    ? new VolumeOrigin(
                            found.image(),
                            null,
                            source,
                            null,
                            true,
                            found.settings().imageMetadata())
                    : new VolumeOrigin(null, null, source, null, false, Map.of());
        }
        String backup = wanted.path("backup_id").asString("");
        if (!backup.isEmpty()) {
            return VolumeOrigin.of(backups.require(token.hasRole(Role.ADMIN) ? null : project, backup), size);
        }
        if (image.isEmpty()) {
            return VolumeOrigin.EMPTY;
        }
        SimulatedImage found = images.find(image, token)
                .orElseThrow(
                        () -> ApiException.badRequest("Invalid image identifier or unable to access requested image."));
        if (size < found.minDisk()) {
            throw ApiException.badRequest(
                    "Invalid input received: Volume size %dGB cannot be smaller than the image minDisk size %dGB."
                            .formatted(size, found.minDisk()));
        }
        return new VolumeOrigin(found, null, null, null, true, Map.of());
    }

    private static void requireSize(int size, int least, String what) {
        if (size < least) {
            throw ApiException.badRequest(
                    "Invalid input received: Volume size '%dGB' cannot be smaller than the %s size %dGB. They must be >= original size."
                            .formatted(size, what, least));
        }
    }
}
