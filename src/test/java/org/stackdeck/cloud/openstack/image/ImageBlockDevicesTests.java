package org.stackdeck.cloud.openstack.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageBlockDevicesTests {

    /** Nova stores such texts in the images of servers without a local disk. */
    @Test
    void namedSnapshotsAndVolumeTypesAreRead() {
        assertThat(ImageBlockDevices.parse("[{\"source_type\":\"snapshot\",\"snapshot_id\":\"s1\",\"volume_id\":null,"
                        + "\"destination_type\":\"volume\",\"boot_index\":0,\"delete_on_termination\":false}]"))
                .contains(new ImageBlockDevices(Set.of("s1"), Set.of()));
        assertThat(ImageBlockDevices.parse("[{\"device_name\":\"vda\",\"snapshot_id\":\"s1\"}]"))
                .contains(new ImageBlockDevices(Set.of("s1"), Set.of()));
        assertThat(ImageBlockDevices.parse("")).contains(ImageBlockDevices.NONE);
        assertThat(ImageBlockDevices.parse("[]")).contains(ImageBlockDevices.NONE);
        assertThat(ImageBlockDevices.parse("[{\"source_type\":\"blank\",\"volume_size\":1}]"))
                .contains(ImageBlockDevices.NONE);
        assertThat(ImageBlockDevices.parse(
                        "[{\"source_type\":\"blank\",\"volume_type\":\"fast\"},{\"volume_type\":null}]"))
                .contains(new ImageBlockDevices(Set.of(), Set.of("fast")));
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
                "[{\"source_type\":\"blank\",\"volume_type\":[\"fast\"]}]",
                "[{\"source_type\":\"snapshot\",\"snapshot_id\":\"s1\"},{\"source_type\":\"volume\"}]",
                "[{\"source_type\":[\"volume\"]}]",
                "[{\"source_type\":\"snapsh…",
                "{}",
                "\"volume\""
            })
    void otherExistingResourcesAndUnreadableTextsAreRefused(String mapping) {
        assertThat(ImageBlockDevices.parse(mapping)).isEmpty();
    }
}
