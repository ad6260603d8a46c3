package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ProjectId;

class CinderDtosTests {

    @Test
    void snapshotBelongsToTheVolumesProjectUnlessTheVolumeHasLeftItBehind() {
        ProjectId credential = new ProjectId("admin");

        assertThat(snapshot("admin").project(credential, "staff")).isEqualTo("staff");
        assertThat(snapshot(null).project(credential, "staff")).isEqualTo("staff");
        assertThat(snapshot("research").project(credential, "staff")).isEqualTo("research");
    }

    private static CinderDtos.SnapshotBody snapshot(@Nullable String project) {
        return new CinderDtos.SnapshotBody("s", "s", "available", 1, "v", null, project, null, null);
    }
}
