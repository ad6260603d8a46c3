package org.stackdeck.cloud.resource;

import java.util.List;
import java.util.Locale;
import org.stackdeck.cloud.server.ReservedMetadata;

/**
 * Determines the keys of metadata and properties that users can change. The services use other keys themselves: Glance
 * accepts a property named {@code owner} as the image's new owner, Nova creates volumes from the {@code
 * block_device_mapping} of an image, and Stackdeck determines the project of an image by {@code owner_id}.
 */
public final class EditableKeys {

    /** Prefixes of properties that describe the guest (Nova, {@code ImageMetaProps}). */
    private static final List<String> GUEST_PREFIXES = List.of("hw_", "os_", "trait:", "vmware_");

    private static final List<String> GUEST_KEYS =
            List.of("architecture", "hypervisor_type", "img_config_drive", "img_hide_hypervisor_id", "vm_mode");

    /** Attributes of an image that Glance sets, or that name keys of the key manager. */
    private static final List<String> GLANCE_PREFIXES =
            List.of("os_decrypt_", "os_encrypt_", "os_glance_", "os_hash_", "os_hidden");

    /** Cinder adds them to the metadata ({@code _visible_admin_metadata_keys}). */
    private static final List<String> CINDER_KEYS = List.of("attached_mode", "readonly");

    private EditableKeys() {}

    /** Returns whether users can set and remove the key of a resource of this kind. Ignores case. */
    public static boolean contains(ResourceKind kind, String key) {
        String name = key.strip().toLowerCase(Locale.ROOT);
        return !ReservedMetadata.contains(key)
                && switch (kind) {
                    case IMAGE -> isImageProperty(name);
                    case VOLUME -> !CINDER_KEYS.contains(name);
                    default -> false;
                };
    }

    /**
     * Returns whether users can change the image property. No service uses names with a colon or a dot, except traits.
     */
    private static boolean isImageProperty(String name) {
        return name.contains(":")
                || name.contains(".")
                || GUEST_KEYS.contains(name)
                || (GUEST_PREFIXES.stream().anyMatch(name::startsWith)
                        && GLANCE_PREFIXES.stream().noneMatch(name::startsWith));
    }
}
