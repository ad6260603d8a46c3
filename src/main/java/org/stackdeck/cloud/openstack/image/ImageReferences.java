package org.stackdeck.cloud.openstack.image;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Properties of an image with which anybody can name images and keys of others in images of their own. */
public final class ImageReferences {

    /**
     * Properties with the encryption key of an image, and those that say whether Glance deletes it with the image
     * (glance.api.v2.images, {@code _delete_encryption_key}). The specification "Image Encryption" renames both.
     */
    private static final Map<String, String> KEY_DELETION_POLICIES = Map.of(
            "cinder_encryption_key_id", "cinder_encryption_key_deletion_policy",
            "os_encrypt_key_id", "os_encrypt_key_deletion_policy");

    private static final String DELETE_KEY = "on_image_deletion";
    public static final String KEEP_KEY = "do_not_delete";

    /** Returns the properties because of which Glance deletes a key with an image that has the given ones. */
    public static List<String> keyDeletionPolicies(@Nullable Map<String, ? extends @Nullable Object> properties) {
        return properties == null
                ? List.of()
                : KEY_DELETION_POLICIES.entrySet().stream()
                        .filter(pair -> properties.get(pair.getKey()) != null
                                && DELETE_KEY.equals(properties.get(pair.getValue())))
                        .map(Map.Entry::getValue)
                        .toList();
    }

    private ImageReferences() {}

    /**
     * Returns the IDs of images in the properties {@code kernel_id} and {@code ramdisk_id}. The value {@code nokernel} means
     * none (nova.compute.api, {@code _handle_kernel_and_ramdisk}).
     */
    public static Set<String> bootFiles(@Nullable String... ids) {
        return Arrays.stream(ids)
                .filter(id -> id != null && !id.isBlank() && !id.equals("nokernel"))
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }
}
