package org.stackdeck.cloud.openstack.resource;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.identity.PageReader;
import org.stackdeck.cloud.openstack.identity.PageReader.LinkBody;
import org.stackdeck.cloud.openstack.identity.PageReader.LinkedPage;
import org.stackdeck.cloud.openstack.image.ImagePropertyReferences;

/** The fields that Stackdeck reads from responses of Cinder. */
final class CinderDtos {

    private CinderDtos() {}

    record Volumes(
            @JsonProperty("volumes") @Nullable List<VolumeBody> items,
            @JsonProperty("volumes_links") @Nullable List<LinkBody> links)
            implements LinkedPage<VolumeBody> {}

    record VolumeTypes(
            @JsonProperty("volume_types") @Nullable List<VolumeTypeBody> items,
            @JsonProperty("volume_type_links") @Nullable List<LinkBody> links)
            implements LinkedPage<VolumeTypeBody> {}

    record VolumeTypeBody(
            @Nullable String id,
            @Nullable String name,
            @Nullable String description,
            @JsonProperty("is_public") boolean isPublic)
            implements PageReader.Identified {}

    record VolumeTypeAccessBody(
            @JsonProperty("project_id") @Nullable String projectId) {}

    record VolumeBody(
            @Nullable String id,
            @Nullable String name,
            @Nullable String status,
            int size,

            @Nullable String bootable,

            @JsonProperty("os-vol-tenant-attr:tenant_id") @Nullable
            String projectId,

            @Nullable List<AttachmentBody> attachments,
            @JsonProperty("volume_image_metadata") @Nullable VolumeImageBody image,
            @Nullable String description,
            @JsonProperty("volume_type") @Nullable String type,
            @JsonProperty("availability_zone") @Nullable String availabilityZone,
            boolean encrypted,
            @JsonProperty("snapshot_id") @Nullable String snapshot,
            @JsonProperty("source_volid") @Nullable String sourceVolume,
            @JsonProperty("group_id") @Nullable String group,
            @JsonProperty("created_at") @Nullable String createdAt,
            @Nullable Map<String, String> metadata)
            implements PageReader.Identified {

        /**
         * Returns whether the volume is read-only. Cinder stores the flag, as {@code True} or {@code False}, in the
         * metadata that users can set.
         */
        boolean isReadOnly() {
            return metadata != null && "True".equals(metadata.get("readonly"));
        }

        /** Returns the IDs of the servers to which the volume is attached. */
        List<String> servers() {
            return attachments == null
                    ? List.of()
                    : attachments.stream()
                            .map(AttachmentBody::serverId)
                            .filter(Objects::nonNull)
                            .toList();
        }

        /** Returns the IDs of the kernel and ramdisk images that Nova loads when a server boots from the volume. */
        Set<String> otherImages() {
            return image == null ? Set.of() : ImagePropertyReferences.bootFiles(image.kernel(), image.ramdisk());
        }

        /**
         * Returns whether Cinder would create an image that refers to the encryption key of the volume's image. For an
         * encrypted volume, Cinder copies the key (cinder.api.contrib.volume_actions, {@code _volume_upload_image}).
         */
        boolean sharesKey() {
            return image != null
                    && ImagePropertyReferences.keyDeletionPolicies(image.others()).stream()
                            .anyMatch(policy -> !encrypted || !policy.startsWith("cinder_"));
        }
    }

    record VolumeImageBody(
            @JsonProperty("image_id") @Nullable String id,
            @JsonProperty("kernel_id") @Nullable String kernel,
            @JsonProperty("ramdisk_id") @Nullable String ramdisk,
            @JsonAnySetter @Nullable Map<String, @Nullable Object> others) {}

    record AttachmentBody(
            @JsonProperty("server_id") @Nullable String serverId) {}

    record Snapshots(
            @JsonProperty("snapshots") @Nullable List<SnapshotBody> items,
            @JsonProperty("snapshots_links") @Nullable List<LinkBody> links)
            implements LinkedPage<SnapshotBody> {}

    record Backups(
            @JsonProperty("backups") @Nullable List<BackupBody> items,
            @JsonProperty("backups_links") @Nullable List<LinkBody> links)
            implements LinkedPage<BackupBody> {}

    record BackupBody(
            @Nullable String id,
            @Nullable String name,
            @Nullable String status,
            int size,

            @JsonProperty("volume_id") @Nullable String volume,
            @JsonProperty("snapshot_id") @Nullable String snapshot,
            @JsonProperty("is_incremental") boolean incremental,
            @JsonProperty("has_dependent_backups") boolean hasDependentBackups,
            @JsonProperty("fail_reason") @Nullable String failReason,
            @Nullable String description,

            @JsonProperty("os-backup-project-attr:project_id") @Nullable
            String projectId,

            @JsonProperty("created_at") @Nullable String createdAt,
            @Nullable Map<String, String> metadata)
            implements PageReader.Identified {}

    record SnapshotBody(
            @Nullable String id,
            @Nullable String name,
            @Nullable String status,
            int size,

            @JsonProperty("volume_id") @Nullable String volume,
            @Nullable String description,

            @JsonProperty("os-extended-snapshot-attributes:project_id") @Nullable
            String projectId,

            @JsonProperty("created_at") @Nullable String createdAt,
            @Nullable Map<String, String> metadata)
            implements PageReader.Identified {

        /**
         * Returns the project of the snapshot. A snapshot that was created with the credential of an administrator
         * belongs to the project of the credential; Stackdeck treats it as a snapshot of the volume's project.
         * Snapshots of a transferred volume can remain in the volume's previous project.
         *
         * @param credential the project of the credential
         * @param volumeProject null if it is unknown
         */
        @Nullable
        String project(ProjectId credential, @Nullable String volumeProject) {
            return projectId == null || credential.value().equals(projectId) ? volumeProject : projectId;
        }
    }
}
