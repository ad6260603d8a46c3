package org.stackdeck.ui.servers.navigation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;

class ProjectChoicesTests {

    @Test
    void projectIsFoundInItsCloud() {
        Project first = new Project(new CloudName("a"), new ProjectId("p-1"), "web");
        Project second = new Project(new CloudName("b"), new ProjectId("p-1"), "shop");
        ProjectChoices choices =
                new ProjectChoices(Map.of(first.cloud(), List.of(first), second.cloud(), List.of(second)));

        assertThat(choices.findProject("a", "p-1")).contains(first);
        assertThat(choices.findProject("b", "p-1")).contains(second);
        assertThat(choices.findProject("c", "p-1")).isEmpty();
        assertThat(new ProjectChoices(Map.of(first.cloud(), List.of(first))).findProject(null, "p-1"))
                .contains(first);
    }
}
