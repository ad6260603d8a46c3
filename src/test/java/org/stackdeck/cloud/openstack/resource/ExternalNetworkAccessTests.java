package org.stackdeck.cloud.openstack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ProjectId;

class ExternalNetworkAccessTests {

    /** Neutron accepts any text as the target of a tenant's RBAC policy. */
    @Test
    void targetsThatAreNoProjectsAreIgnored() {
        var access = new ExternalNetworkAccess(Map.of("network", Set.of(" ", "p1", "*", "x".repeat(300))), Set.of());

        assertThat(access.projects("network")).containsExactly(new ProjectId("p1"));
        assertThat(access.isPublic("network")).isTrue();
    }
}
