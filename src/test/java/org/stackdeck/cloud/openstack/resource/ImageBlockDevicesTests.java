package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageBlockDevicesTests {

    /** As Nova creates it for the image of a server without a local disk. */
    @Test
    void snapshotsAreCopies() {
        assertThat(ImageBlockDevices.areCopies(
                        "[{\"source_type\":\"snapshot\",\"snapshot_id\":\"s1\",\"volume_id\":null,"
                                + "\"destination_type\":\"volume\",\"boot_index\":0,\"delete_on_termination\":false}]"))
                .isTrue();
        assertThat(ImageBlockDevices.areCopies("[]")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"source_type\":\"volume\",\"uuid\":\"v1\",\"delete_on_termination\":true}]",
                "[{\"volume_id\":\"v1\"}]",
                "[{\"source_type\":\"snapshot\",\"snapshot_id\":\"s1\"},{\"source_type\":\"volume\"}]",
                "[{\"source_type\":[\"volume\"]}]",
                "[{\"source_type\":\"snapsh…",
                "{}",
                "\"volume\"",
                ""
            })
    void existingVolumesAndUnreadableTextsAreNot(String mapping) {
        assertThat(ImageBlockDevices.areCopies(mapping)).isFalse();
    }
}
