package org.stackdeck.cloud.openstack.resource;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.identity.PageReader;
import org.stackdeck.cloud.openstack.image.ImageMemberCache;
import org.stackdeck.cloud.openstack.image.ImagePropertyReferences;
import org.stackdeck.cloud.resource.EditableKeys;
import org.stackdeck.cloud.resource.ResourceKind;

/** The fields of images and their tasks that Stackdeck reads from responses of Glance. */
final class GlanceDtos {

    private GlanceDtos() {}

    interface ImagePage<T extends PageReader.Identified> extends PageReader.Page<T> {

        /** Returns the path and query of the next page; null on the last page. */
        @Nullable
        String next();

        @Override
        default boolean hasNext() {
            return next() != null;
        }
    }

    record Images(
            @JsonProperty("images") @Nullable List<ImageBody> items,
            @Nullable String next) implements ImagePage<ImageBody> {}

    /** The properties of an image that determine to which project it belongs. */
    interface OwnedImage extends PageReader.Identified {

        @Nullable
        String owner();

        /**
         * Returns the project of the server whose disk the image contains, which nova-compute stores as {@code
         * owner_id}.
         */
        @Nullable
        String serverProject();

        @Nullable
        String visibility();

        /**
         * Returns the {@code block_device_mapping}; the image of a server without a local disk consists of volume
         * snapshots.
         */
        @Nullable
        String volumeSnapshots();

        @Nullable
        String imageType();

        @Nullable
        String serverId();

        @Nullable
        String baseImage();

        /**
         * Returns whether the image was created from a server. Nova sets {@code image_type}, {@code instance_uuid} and
         * {@code base_image_ref} on an image of a server's disk, and {@code block_device_mapping} on an image of volume
         * snapshots.
         */
        default boolean isOfServer() {
            return "snapshot".equals(imageType())
                    || "backup".equals(imageType())
                    || serverId() != null
                    || baseImage() != null
                    || volumeSnapshots() != null;
        }

        /**
         * Returns the project to which the image belongs according to its properties; null if it is unknown. Nova
         * creates the image of a server of another project in the project of the credential, and shares it with the
         * server's project (nova.compute.api, {@code _initialize_instance_snapshot_metadata}). The properties are
         * ignored on other images: owners can set them, and Cinder and Nova copy them to new images.
         */
        default @Nullable String project(ProjectId credential) {
            if (!credential.value().equals(owner()) || !"shared".equals(visibility())) {
                return owner();
            }
            if (volumeSnapshots() != null) {
                return null;
            }
            String server = serverProject();
            return server == null || server.isBlank() ? owner() : server;
        }

        /** Returns the values that {@link ImageMemberCache} requires. */
        default ImageMemberCache.Candidate candidate() {
            return new ImageMemberCache.Candidate(
                    ResponseFields.required(id()), Objects.requireNonNullElse(owner(), ""), volumeSnapshots() != null);
        }

        /**
         * Returns the same project as {@link #project}, but the owner if that project is neither the owner nor a member
         * of the image.
         */
        default @Nullable String verifiedProject(ProjectId credential, ImageMemberCache shared) {
            String named = project(credential);
            return named == null
                            || named.equals(owner())
                            || ProjectId.parse(named)
                                    .filter(other -> shared.isSharedWith(String.valueOf(id()), other))
                                    .isPresent()
                    ? named
                    : owner();
        }
    }

    record ImageBody(
            @Nullable String id,
            @Nullable String name,
            @Nullable String status,
            @Nullable String visibility,
            @Nullable String owner,
            @JsonProperty("owner_id") @Nullable String serverProject,
            @JsonProperty("min_disk") int minDisk,
            @JsonProperty("min_ram") int minRam,
            @Nullable Long size,
            @JsonProperty("image_type") @Nullable String imageType,
            @JsonProperty("instance_uuid") @Nullable String serverId,
            @JsonProperty("base_image_ref") @Nullable String baseImage,
            @JsonProperty("block_device_mapping") @Nullable String volumeSnapshots,
            @JsonProperty("kernel_id") @Nullable String kernel,
            @JsonProperty("ramdisk_id") @Nullable String ramdisk,

            @JsonProperty("cinder_img_volume_type") @Nullable
            String volumeType)
            implements OwnedImage {

        /** Returns the IDs of the kernel and ramdisk images that Nova loads with this image. */
        Set<String> otherImages() {
            return ImagePropertyReferences.bootFiles(kernel, ramdisk);
        }
    }

    record ImageDetails(
            @JsonProperty("images") @Nullable List<ImageDetailBody> items,
            @Nullable String next) implements ImagePage<ImageDetailBody> {}

    /** Ignores a property with the name of the component {@code others}, because users can create such a property. */
    @JsonIgnoreProperties("others")
    record ImageDetailBody(
            @Nullable String id,
            @Nullable String name,
            @Nullable String status,
            @Nullable String visibility,
            @Nullable String owner,
            @JsonProperty("owner_id") @Nullable String serverProject,
            @Nullable Long size,
            @JsonProperty("disk_format") @Nullable String diskFormat,
            @JsonProperty("container_format") @Nullable String containerFormat,
            @JsonProperty("min_disk") int minDisk,
            @JsonProperty("min_ram") int minRam,
            @JsonProperty("protected") boolean isProtected,
            @Nullable String checksum,
            @JsonProperty("os_hash_algo") @Nullable String hashAlgorithm,
            @JsonProperty("os_hash_value") @Nullable String hash,
            @Nullable List<String> tags,
            @JsonProperty("image_type") @Nullable String imageType,
            @JsonProperty("instance_uuid") @Nullable String serverId,
            @JsonProperty("base_image_ref") @Nullable String baseImage,
            @JsonProperty("block_device_mapping") @Nullable String volumeSnapshots,
            @JsonProperty("created_at") @Nullable String createdAt,
            @JsonProperty("updated_at") @Nullable String updatedAt,
            @JsonAnySetter @Nullable Map<String, @Nullable Object> others)
            implements OwnedImage {

        /** Returns the properties that users can change. Glance returns them next to the attributes. */
        Map<String, String> properties() {
            return EditableKeys.select(ResourceKind.IMAGE, others);
        }
    }

    record ImageTaskBody(
            @Nullable String status,
            @Nullable String message,
            @JsonProperty("created_at") @Nullable String createdAt) {}
}
