package org.stackdeck.cloud.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditableKeysTests {

    @ParameterizedTest
    @ValueSource(strings = {"hw_disk_bus", "os_distro", "trait:CUSTOM_GPU", "vm_mode", "team:build", "acme.build"})
    void propertiesThatDescribeTheGuestAndOwnOnesCanBeChanged(String key) {
        assertThat(EditableKeys.contains(ResourceKind.IMAGE, key)).isTrue();
    }

    /** Each property would change the image's project or data, or refer to resources of other projects. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "owner",
                "Owner ",
                "owner_id",
                "locations",
                "status",
                "visibility",
                "block_device_mapping",
                "img_block_device_mapping",
                "bdm_v2",
                "mappings",
                "kernel_id",
                "ramdisk_id",
                "instance_uuid",
                "base_image_ref",
                "image_type",
                "cinder_encryption_key_id",
                "OS_hidden",
                "os_hash_algo",
                "os_glance_importing_to_stores",
                "stackdeck-operation"
            })
    void propertiesOfTheServicesCannotBeChanged(String key) {
        assertThat(EditableKeys.contains(ResourceKind.IMAGE, key)).isFalse();
    }

    @Test
    void metadataOfVolumesCanBeChangedExceptFlagsOfCinder() {
        assertThat(EditableKeys.contains(ResourceKind.VOLUME, "owner")).isTrue();
        assertThat(EditableKeys.contains(ResourceKind.VOLUME, "ReadOnly")).isFalse();
        assertThat(EditableKeys.contains(ResourceKind.VOLUME, "attached_mode")).isFalse();
        assertThat(EditableKeys.contains(ResourceKind.VOLUME, "Stackdeck-x")).isFalse();
        assertThat(EditableKeys.contains(ResourceKind.NETWORK, "team")).isFalse();
    }

    @Test
    void entriesThatAreLeftOutAreReported() {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < 32; i++) {
            entries.put("k".repeat(252) + (100 + i), "v".repeat(255));
        }
        assertThat(EditableKeys.isCut(ResourceKind.VOLUME, entries)).isFalse();

        entries.put("team", "v".repeat(255));

        assertThat(EditableKeys.select(ResourceKind.VOLUME, entries)).doesNotContainKey("team");
        assertThat(EditableKeys.isCut(ResourceKind.VOLUME, entries)).isTrue();
        assertThat(EditableKeys.isCut(ResourceKind.VOLUME, Map.of("readonly", "False")))
                .as("not an entry of users")
                .isFalse();
        assertThat(EditableKeys.isCut(ResourceKind.VOLUME, null)).isFalse();
    }
}
