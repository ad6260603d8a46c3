package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.resource.ResourceKind;

class ResourceDtosTests {

    @Test
    void entriesThatAreLeftOutAreReported() {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < 32; i++) {
            entries.put("k".repeat(252) + (100 + i), "v".repeat(255));
        }
        assertThat(ResourceDtos.isCut(ResourceKind.VOLUME, entries)).isFalse();

        entries.put("team", "v".repeat(255));

        assertThat(ResourceDtos.editable(ResourceKind.VOLUME, entries)).doesNotContainKey("team");
        assertThat(ResourceDtos.isCut(ResourceKind.VOLUME, entries)).isTrue();
        assertThat(ResourceDtos.isCut(ResourceKind.VOLUME, Map.of("readonly", "False")))
                .as("not an entry of users")
                .isFalse();
        assertThat(ResourceDtos.isCut(ResourceKind.VOLUME, null)).isFalse();
    }
}
