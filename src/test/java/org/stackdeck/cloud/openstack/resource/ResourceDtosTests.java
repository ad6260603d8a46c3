package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.resource.ResourceKind;

class ResourceDtosTests {

    @Test
    void snapshotBelongsToTheVolumesProjectUnlessTheVolumeHasLeftItBehind() {
        ProjectId credential = new ProjectId("admin");

        assertThat(snapshot("admin").project(credential, "staff")).isEqualTo("staff");
        assertThat(snapshot(null).project(credential, "staff")).isEqualTo("staff");
        assertThat(snapshot("research").project(credential, "staff")).isEqualTo("research");
    }

    private static CinderDtos.SnapshotBody snapshot(@Nullable String project) {
        return new CinderDtos.SnapshotBody("s", "s", "available", 1, "v", null, project, null);
    }

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
