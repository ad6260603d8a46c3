package org.stackdeck.simulator.cinder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.MarkerPage;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.SimulatedVolume;
import org.stackdeck.simulator.model.VolumeSettings;
import org.stackdeck.simulator.nova.tasks.Conductor;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.CloudState;
import org.stackdeck.simulator.state.VolumeBackup;
import org.stackdeck.simulator.state.VolumeBackupStore;
import org.stackdeck.simulator.state.VolumeStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Cinder's {@code /backups}, and the restoration of backups to volumes. */
public final class BackupsResource {

    private static final int BACKUP_MILLIS = 1_500;
    private static final int RESTORE_MILLIS = 1_500;
    private static final int DELETE_MILLIS = 300;
    private static final int UPDATE_VERSION = 9;
    private static final String AVAILABLE = "available";

    private static final JsonSchema CREATE = JsonSchema.within("backup", """
            {"type": "object",
             "properties": {"volume_id": {"type": "string", "format": "uuid"}},
             "required": ["volume_id"]}""");
    private static final JsonSchema UPDATE = JsonSchema.within("backup", "{\"type\": \"object\"}");

    private final String root;
    private final VolumeStore volumes;
    private final VolumeBackupStore backups;
    private final SimulatorScheduler simulatorClock;
    private final Conductor conductor;
    private final BackupDocuments documents;

    public BackupsResource(String root, CloudState cloud, VolumeBackupStore backups, Conductor conductor) {
        this.root = root;
        this.volumes = cloud.volumes();
        this.backups = backups;
        this.simulatorClock = cloud.time();
        this.conductor = conductor;
        this.documents = new BackupDocuments(root);
    }

    ApiResponse handle(ApiRequest apiRequest, Token token, SimulatedProject project, List<String> path) {
        if (path.isEmpty() && apiRequest.hasMethod("POST")) {
            return create(apiRequest, token, project);
        }
        if (path.isEmpty() || path.getFirst().equals("detail")) {
            return list(apiRequest, token, project, !path.isEmpty());
        }
        if (apiRequest.hasMethod("PUT")) {
            checkUpdate(apiRequest);
        }
        VolumeBackup backup = backups.require(token.hasRole(Role.ADMIN) ? null : project, path.getFirst());
        if (path.size() > 1) {
            return restore(apiRequest, token, project, backup);
        }
        if (apiRequest.hasMethod("DELETE")) {
            return delete(backup);
        }
        return apiRequest.hasMethod("PUT")
                ? update(apiRequest, backup)
                : ApiResponse.ok(document(documents.detail(backup, backups.hasDependents(backup), apiRequest, token)));
    }

    private ApiResponse list(ApiRequest apiRequest, Token token, SimulatedProject project, boolean detail) {
        QueryParameters query = apiRequest.query();
        boolean everywhere = apiRequest.isForAllProjects() && token.hasRole(Role.ADMIN);
        List<VolumeBackup> matching = backups.of(everywhere ? null : project).stream()
                .filter(backup -> query.last("volume_id")
                        .map(backup.volume().id()::equals)
                        .orElse(true))
                .filter(backup ->
                        query.last("status").map(backup.status()::equals).orElse(true))
                .filter(backup -> query.last("name")
                        .map(name -> name.equals(backup.name()))
                        .orElse(true))
                .toList();
        return MarkerPage.of(matching, VolumeBackup::id, query, "Backup")
                .toResponse(
                        "backups",
                        root + "/volume" + apiRequest.path(),
                        query,
                        backup -> detail
                                ? documents.detail(backup, backups.hasDependents(backup), apiRequest, token)
                                : documents.brief(backup));
    }

    private static ObjectNode document(ObjectNode backup) {
        return Json.object().set("backup", backup);
    }

    private static @Nullable String text(JsonNode value, @Nullable String missing) {
        return value.isString() ? value.asString() : missing;
    }

    private ApiResponse create(ApiRequest apiRequest, Token token, SimulatedProject project) {
        JsonNode body = apiRequest.requireJson();
        CREATE.check(body);
        JsonNode wanted = body.path("backup");
        if (wanted.path("snapshot_id").isString()) {
            throw ApiException.badRequest("The simulator creates no backups of snapshots.");
        }
        String id = wanted.path("volume_id").asString("");
        SimulatedVolume volume = volumes.require(token.hasRole(Role.ADMIN) ? null : project, id);
        String before = volume.status();
        if (!before.equals(AVAILABLE) && !before.equals("in-use")) {
            throw ApiException.badRequest(
                    "Invalid volume: Volume to be backed up must be available or in-use, but the current status is \"%s\"."
                            .formatted(before));
        }
        if (before.equals("in-use") && !wanted.path("force").asBoolean(false)) {
            throw ApiException.badRequest("Invalid volume: Backing up an in-use volume must use the force flag.");
        }
        Map<String, String> metadata = metadata(apiRequest, wanted, Map.of());
        backups.checkQuota(project, volume.size());
        VolumeBackup backup = new VolumeBackup(
                UUID.randomUUID().toString(),
                text(wanted.path("name"), null),
                text(wanted.path("description"), null),
                project,
                "creating",
                volume,
                wanted.path("incremental").asBoolean(false) ? parent(project, volume) : null,
                metadata,
                simulatorClock.now());
        backups.put(backup);
        setStatus(volume.id(), "backing-up");
        conductor.schedule(BACKUP_MILLIS, () -> {
            backups.setStatus(backup.id(), AVAILABLE);
            setStatus(volume.id(), before);
        });
        return ApiResponse.json(202, document(documents.brief(backup)));
    }

    private String parent(SimulatedProject project, SimulatedVolume volume) {
        return backups.findLatest(project, volume)
                .map(VolumeBackup::id)
                .orElseThrow(() ->
                        ApiException.badRequest("Invalid backup: No backups available to do an incremental backup."));
    }

    private ApiResponse delete(VolumeBackup backup) {
        if (!backup.isAvailable()) {
            throw ApiException.badRequest("Invalid backup: Backup status must be available or error");
        }
        if (backups.hasDependents(backup)) {
            throw ApiException.badRequest("Invalid backup: Incremental backups exist for this backup.");
        }
        backups.setStatus(backup.id(), "deleting");
        conductor.schedule(DELETE_MILLIS, () -> backups.remove(backup.id()));
        return ApiResponse.empty(202);
    }

    private static void checkUpdate(ApiRequest apiRequest) {
        if (Microversion.minor(apiRequest) < UPDATE_VERSION) {
            throw ApiException.notFound("The resource could not be found.");
        }
        UPDATE.check(apiRequest.requireJson());
    }

    private ApiResponse update(ApiRequest apiRequest, VolumeBackup backup) {
        JsonNode wanted = apiRequest.requireJson().path("backup");
        VolumeBackup changed = backup.withAttributes(
                text(wanted.path("name"), backup.name()),
                text(wanted.path("description"), backup.description()),
                metadata(apiRequest, wanted, backup.metadata()));
        backups.put(changed);
        return ApiResponse.ok(document(documents.brief(changed)));
    }

    /** Returns the metadata of the request, which replaces all metadata of the backup (cinder.objects.backup). */
    private static Map<String, String> metadata(ApiRequest apiRequest, JsonNode wanted, Map<String, String> missing) {
        if (!wanted.has("metadata")) {
            return missing;
        }
        if (Microversion.minor(apiRequest) < BackupDocuments.METADATA_VERSION) {
            throw ApiException.badRequest("Additional properties are not allowed ('metadata' was unexpected)");
        }
        return VolumeMetadataResource.read(wanted.path("metadata"));
    }

    private ApiResponse restore(ApiRequest apiRequest, Token token, SimulatedProject project, VolumeBackup backup) {
        if (!backup.isAvailable()) {
            throw ApiException.badRequest("Invalid backup: Backup status must be available");
        }
        String id = apiRequest.requireJson().path("restore").path("volume_id").asString("");
        if (id.isEmpty()) {
            throw ApiException.badRequest("The simulator restores backups to existing volumes only.");
        }
        SimulatedVolume volume = volumes.require(token.hasRole(Role.ADMIN) ? null : project, id);
        if (!volume.status().equals(AVAILABLE)) {
            throw ApiException.badRequest("Invalid volume: Volume to be restored to must be available");
        }
        if (backup.volume().size() > volume.size()) {
            throw ApiException.badRequest("Invalid volume: volume size %d is too small to restore backup of size %d."
                    .formatted(volume.size(), backup.volume().size()));
        }
        setStatus(id, "restoring-backup");
        restore(backup, id);
        ObjectNode document = Json.object();
        document.putObject("restore")
                .put("backup_id", backup.id())
                .put("volume_id", id)
                .put("volume_name", volume.name());
        return ApiResponse.json(202, document);
    }

    /** Restores the backup to a volume. Both become available at the end. */
    void restore(VolumeBackup backup, String volume) {
        backups.setStatus(backup.id(), "restoring");
        conductor.schedule(RESTORE_MILLIS, () -> {
            volumes.change(
                    volume,
                    v -> v.withSettings(settings -> restored(settings, backup, v.id()), simulatorClock.now())
                            .withStatus(AVAILABLE, simulatorClock.now()));
            backups.setStatus(backup.id(), AVAILABLE);
        });
    }

    /** Returns the settings of the restored volume (cinder.backup.driver, cinder.backup.manager). */
    private static VolumeSettings restored(VolumeSettings settings, VolumeBackup backup, String volume) {
        Map<String, String> metadata =
                new LinkedHashMap<>(backup.volume().settings().metadata());
        if (!volume.equals(backup.volume().id())) {
            metadata.put("src_backup_id", backup.id());
        }
        VolumeSettings changed = settings.withMetadata(metadata);
        return settings.name().isEmpty() && !backup.volume().name().isEmpty()
                ? changed.withText(
                        backup.volume().name(), backup.volume().settings().description())
                : changed;
    }

    private void setStatus(String volume, String status) {
        volumes.change(volume, v -> v.withStatus(status, simulatorClock.now()));
    }
}
