package org.stackdeck.cloud.openstack.image;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the properties of an image that refer to other images or to encryption keys. Any user can set these
 * properties on their own images, including references to resources of other projects.
 */
public final class ImagePropertyReferences {

    /**
     * Properties with the ID of an image's encryption key, each with the property that determines whether Glance
     * deletes the key with the image (glance.api.v2.images, {@code _delete_encryption_key}). The specification "Image
     * Encryption" renames both properties.
     */
    private static final Map<String, String> KEY_DELETION_POLICIES = Map.of(
            "cinder_encryption_key_id", "cinder_encryption_key_deletion_policy",
            "os_encrypt_key_id", "os_encrypt_key_deletion_policy");

    private static final String DELETE_KEY = "on_image_deletion";
    public static final String KEEP_KEY = "do_not_delete";

    /** Returns the names of the properties that would cause Glance to delete an encryption key with the image. */
    public static List<String> keyDeletionPolicies(@Nullable Map<?, ? extends @Nullable Object> properties) {
        return properties == null
                ? List.of()
                : KEY_DELETION_POLICIES.entrySet().stream()
                        .filter(pair -> properties.get(pair.getKey()) != null
                                && DELETE_KEY.equals(properties.get(pair.getValue())))
                        .map(Map.Entry::getValue)
                        .toList();
    }

    private ImagePropertyReferences() {}

    /**
     * Returns the IDs of images in the properties {@code kernel_id} and {@code ramdisk_id}. The value {@code nokernel}
     * means none (nova.compute.api, {@code _handle_kernel_and_ramdisk}).
     */
    public static Set<String> bootFiles(@Nullable String... ids) {
        return Arrays.stream(ids)
                .filter(id -> id != null && !id.isBlank() && !id.equals("nokernel"))
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }
}
