package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.openstack.http.ResponseFields.required;
import static org.stackdeck.cloud.openstack.http.ServiceRequest.encodePathSegment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.identity.PageReader;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.EditableKeys;
import org.stackdeck.cloud.resource.ResourceKind;

/**
 * Reads Cinder's resources. Does not use openstack4j, whose model of a snapshot has no project, and whose statuses lack
 * "extending", "retyping" and others.
 */
final class CinderResourceReader {

    /** The first microversion of Cinder in which volumes contain their group. */
    private static final Map<String, String> VOLUME_GROUP_VERSION = Map.of("OpenStack-API-Version", "volume 3.13");
    /**
     * The first microversion of Cinder in which backups contain their metadata. They contain their project since 3.18,
     * for administrators only.
     */
    private static final Map<String, String> BACKUP_METADATA_VERSION = Map.of("OpenStack-API-Version", "volume 3.43");

    private final AuthenticatedServiceClient cinder;
    private final PageReader pages;
    private final ProjectId credential;
    private final boolean allProjects;

    /**
     * @param credential the project of the credential
     * @param allProjects whether to list the resources of all projects
     */
    CinderResourceReader(AuthenticatedServiceClient cinder, ProjectId credential, boolean allProjects) {
        this.credential = credential;
        this.cinder = cinder;
        this.pages = PageReader.skipping(cinder);
        this.allProjects = allProjects;
    }

    List<CloudResourceBuilder> volumes() {
        return PageReader.skipping(cinder, VOLUME_GROUP_VERSION)
                .readAll(
                        "/volumes/detail",
                        allTenants(),
                        CinderDtos.Volumes.class,
                        CinderResourceReader::volume,
                        CloudResourceBuilder::size);
    }

    List<CloudResourceBuilder> snapshots() {
        List<CinderDtos.SnapshotBody> snapshots = pages.readAll(
                "/snapshots/detail",
                allTenants(),
                CinderDtos.Snapshots.class,
                Function.identity(),
                snapshot -> snapshot(snapshot, null).size());
        Map<String, @Nullable String> projects = new HashMap<>();
        if (allProjects && !snapshots.isEmpty()) {
            volumes().forEach(volume -> projects.put(volume.id(), volume.project()));
        }
        return snapshots.stream()
                .map(snapshot -> snapshot(snapshot, projects.get(String.valueOf(snapshot.volume()))))
                .toList();
    }

    /**
     * Lists all snapshots of a volume. Fails if a single snapshot is too large to be received, because a partial list
     * is not sufficient.
     */
    List<CloudResourceBuilder> snapshotsOf(String volume, ProjectId volumeProject) {
        return PageReader.complete(cinder)
                .readAll(
                        "/snapshots/detail",
                        allTenants() + "&volume_id=" + encodePathSegment(volume),
                        CinderDtos.Snapshots.class,
                        snapshot -> snapshot(snapshot, volumeProject.value()),
                        CloudResourceBuilder::size);
    }

    CloudResourceBuilder volume(String id) {
        return volume(ServiceJson.readAt(
                cinder.get("/volumes/" + encodePathSegment(id), VOLUME_GROUP_VERSION),
                "/volume",
                CinderDtos.VolumeBody.class));
    }

    CloudResourceBuilder snapshot(String id) {
        CinderDtos.SnapshotBody snapshot = ServiceJson.readAt(
                cinder.get("/snapshots/" + encodePathSegment(id), Map.of()),
                "/snapshot",
                CinderDtos.SnapshotBody.class);
        return snapshot(
                snapshot, allProjects ? volume(required(snapshot.volume())).project() : null);
    }

    List<CloudResourceBuilder> backups() {
        return PageReader.skipping(cinder, BACKUP_METADATA_VERSION)
                .readAll(
                        "/backups/detail",
                        allTenants(),
                        CinderDtos.Backups.class,
                        this::backup,
                        CloudResourceBuilder::size);
    }

    CloudResourceBuilder backup(String id) {
        return backup(ServiceJson.readAt(
                cinder.get("/backups/" + encodePathSegment(id), BACKUP_METADATA_VERSION),
                "/backup",
                CinderDtos.BackupBody.class));
    }

    /** Lists the volume types. Includes private types for an administrator, which Cinder omits by default. */
    List<CinderDtos.VolumeTypeBody> types() {
        return pages.readAll(
                "/types",
                allProjects ? "&is_public=None" : "",
                CinderDtos.VolumeTypes.class,
                Function.identity(),
                type -> CloudResourceBuilder.sizeOf(type.name() + type.description()));
    }

    CinderDtos.VolumeTypeBody type(String id) {
        return ServiceJson.readAt(
                cinder.get("/types/" + encodePathSegment(id), Map.of()),
                "/volume_type",
                CinderDtos.VolumeTypeBody.class);
    }

    private String allTenants() {
        return allProjects ? "&all_tenants=1" : "";
    }

    private static CloudResourceBuilder volume(CinderDtos.VolumeBody volume) {
        return withMetadata(
                        ResourceKind.VOLUME,
                        volume.metadata(),
                        CloudResourceBuilder.of(required(volume.id()), volume.projectId(), volume.name()))
                .value("status", volume.status())
                .value("size", volume.size())
                .value("type", volume.type())
                .value("servers", volume.servers())
                .value("bootable", "true".equals(volume.bootable()))
                .value("readOnly", volume.isReadOnly())
                .value("encrypted", volume.encrypted())
                .value("description", volume.description())
                .value("availabilityZone", volume.availabilityZone())
                .value("snapshot", volume.snapshot())
                .value("sourceVolume", volume.sourceVolume())
                .value("createdAt", CloudResourceBuilder.time(volume.createdAt()))
                .value(CloudResource.GROUP, volume.group());
    }

    private static CloudResourceBuilder withMetadata(
            ResourceKind kind, @Nullable Map<String, String> metadata, CloudResourceBuilder resource) {
        return resource.value("metadata", EditableKeys.select(kind, metadata))
                .value(CloudResource.METADATA_CUT, EditableKeys.isCut(kind, metadata) ? true : null);
    }

    /**
     * Returns the reported project, otherwise the project of the credential: Cinder reports the project of a snapshot
     * or backup only to administrators.
     */
    private String ownProject(@Nullable String reported) {
        return reported == null ? credential.value() : reported;
    }

    private CloudResourceBuilder backup(CinderDtos.BackupBody backup) {
        return withMetadata(
                        ResourceKind.VOLUME_BACKUP,
                        backup.metadata(),
                        CloudResourceBuilder.of(required(backup.id()), ownProject(backup.projectId()), backup.name()))
                .value("status", backup.status())
                .value("size", backup.size())
                .value("volume", backup.volume())
                .value("incremental", backup.incremental())
                .value("snapshot", backup.snapshot())
                .value("description", backup.description())
                .value(CloudResource.HAS_DEPENDENT_BACKUPS, backup.hasDependentBackups())
                .value(CloudResource.FAIL_REASON, backup.failReason())
                .value("createdAt", CloudResourceBuilder.time(backup.createdAt()));
    }

    private CloudResourceBuilder snapshot(CinderDtos.SnapshotBody snapshot, @Nullable String volumeProject) {
        return withMetadata(
                        ResourceKind.VOLUME_SNAPSHOT,
                        snapshot.metadata(),
                        CloudResourceBuilder.of(
                                required(snapshot.id()),
                                allProjects
                                        ? snapshot.project(credential, volumeProject)
                                        : ownProject(snapshot.projectId()),
                                snapshot.name()))
                .value("status", snapshot.status())
                .value("size", snapshot.size())
                .value("volume", snapshot.volume())
                .value("description", snapshot.description())
                .value("createdAt", CloudResourceBuilder.time(snapshot.createdAt()));
    }
}
