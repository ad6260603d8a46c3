package org.stackdeck.cloud.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.ReservedMetadata;

/**
 * Determines the entries of metadata and properties that users can change. Other keys have a meaning for the services:
 * Glance accepts a property named {@code owner} as the image's new owner. Nova creates volumes from the
 * {@code block_device_mapping} of an image. Stackdeck determines the project of an image by {@code owner_id}.
 */
public final class EditableKeys {

    /** Prefixes of properties that describe the guest (Nova, {@code ImageMetaProps}). */
    private static final List<String> GUEST_PREFIXES = List.of("hw_", "os_", "trait:", "vmware_");

    private static final List<String> GUEST_KEYS =
            List.of("architecture", "hypervisor_type", "img_config_drive", "img_hide_hypervisor_id", "vm_mode");

    /** Attributes of an image that Glance sets, or that refer to keys of the key manager. */
    private static final List<String> GLANCE_PREFIXES =
            List.of("os_decrypt_", "os_encrypt_", "os_glance_", "os_hash_", "os_hidden");

    /** Keys that Cinder adds to the metadata ({@code _visible_admin_metadata_keys}). */
    private static final List<String> CINDER_KEYS = List.of("attached_mode", "readonly");

    /** Maximum total length, in characters, of a resource's editable entries in memory. */
    private static final int MAX_ENTRIES_LENGTH = 16_384;

    private EditableKeys() {}

    /** Returns whether users can set and remove the key of a resource of this kind. Ignores case. */
    public static boolean contains(ResourceKind kind, String key) {
        String name = key.strip().toLowerCase(Locale.ROOT);
        return !ReservedMetadata.contains(key)
                && switch (kind) {
                    case IMAGE -> isImageProperty(name);
                    case VOLUME, VOLUME_SNAPSHOT, VOLUME_BACKUP -> !CINDER_KEYS.contains(name);
                    default -> false;
                };
    }

    /** Returns whether {@link #select} leaves out entries that users can change. */
    public static boolean isCut(ResourceKind kind, @Nullable Map<String, ? extends @Nullable Object> entries) {
        return entries != null
                && entries.entrySet().stream()
                                .filter(entry -> entry.getValue() instanceof String && contains(kind, entry.getKey()))
                                .count()
                        > select(kind, entries).size();
    }

    /** Returns the entries that users can change, without those that would exceed {@link #MAX_ENTRIES_LENGTH}. */
    public static Map<String, String> select(
            ResourceKind kind, @Nullable Map<String, ? extends @Nullable Object> entries) {
        Map<String, String> selected = new LinkedHashMap<>();
        if (entries != null) {
            int length = 0;
            for (Map.Entry<String, ? extends @Nullable Object> entry : entries.entrySet()) {
                String key = entry.getKey();
                if (entry.getValue() instanceof String text && contains(kind, key)) {
                    int longer = length + key.length() + text.length();
                    if (longer <= MAX_ENTRIES_LENGTH) {
                        length = longer;
                        selected.put(key, text);
                    }
                }
            }
        }
        return selected;
    }

    /**
     * Returns whether users can change the image property. Apart from traits, no service uses names with a colon or a
     * dot.
     */
    private static boolean isImageProperty(String name) {
        return name.contains(":")
                || name.contains(".")
                || GUEST_KEYS.contains(name)
                || (GUEST_PREFIXES.stream().anyMatch(name::startsWith)
                        && GLANCE_PREFIXES.stream().noneMatch(name::startsWith));
    }
}
