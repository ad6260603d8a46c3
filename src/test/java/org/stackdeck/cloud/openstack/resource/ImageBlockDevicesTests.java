package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageBlockDevicesTests {

    /** As Nova creates it for the image of a server without a local disk. */
    @Test
    void snapshotsAreCopies() {
        assertThat(ImageBlockDevices.copiedSnapshots(
                        "[{\"source_type\":\"snapshot\",\"snapshot_id\":\"s1\",\"volume_id\":null,"
                                + "\"destination_type\":\"volume\",\"boot_index\":0,\"delete_on_termination\":false}]"))
                .contains(Set.of("s1"));
        assertThat(ImageBlockDevices.copiedSnapshots("[{\"device_name\":\"vda\",\"snapshot_id\":\"s1\"}]"))
                .contains(Set.of("s1"));
        assertThat(ImageBlockDevices.copiedSnapshots("")).contains(Set.of());
        assertThat(ImageBlockDevices.copiedSnapshots("[]")).contains(Set.of());
        assertThat(ImageBlockDevices.copiedSnapshots("[{\"source_type\":\"blank\",\"volume_size\":1}]"))
                .contains(Set.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"source_type\":\"volume\",\"uuid\":\"v1\",\"delete_on_termination\":true}]",
                "[{\"source_type\":\"snapshot\",\"volume_id\":\"v1\"}]",
                "[{\"source_type\":\"snapshot\",\"snapshot_id\":\"s1\",\"attachment_id\":\"a1\"}]",
                "[{\"source_type\":\"image\",\"image_id\":\"i1\"}]",
                "[{\"source_type\":\"snapshot\",\"snapshot_id\":{\"id\":\"s1\"}}]",
                "[{\"volume_id\":\"v1\"}]",
                "[{\"source_type\":\"snapshot\",\"snapshot_id\":\"s1\"},{\"source_type\":\"volume\"}]",
                "[{\"source_type\":[\"volume\"]}]",
                "[{\"source_type\":\"snapsh…",
                "{}",
                "\"volume\""
            })
    void otherExistingResourcesAndUnreadableTextsAreRefused(String mapping) {
        assertThat(ImageBlockDevices.copiedSnapshots(mapping)).isEmpty();
    }
}
