package org.stackdeck.cloud.openstack.discovery;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.openstack.compute.NovaVersionCache;
import org.stackdeck.cloud.openstack.project.ProjectClients;

/**
 * The result of a successful discovery of an entry.
 *
 * @param accesses access to each project in which the entry has a role, in Keystone's order
 * @param allProjectsAccess the access that is permitted to list the servers of all projects; null if there is none
 * @param allProjects all known projects of the cloud if {@code allProjectsAccess} is set, otherwise empty
 * @param novaVersions Nova's version range; null if the entry has access to no project
 */
record EntryCapabilities(
        List<ProjectClients> accesses,
        Set<String> roles,
        @Nullable ProjectClients allProjectsAccess,
        List<Project> allProjects,
        NovaVersionCache.@Nullable VersionRange novaVersions) {

    static final String ADMIN = "admin";
    static final String READER = "reader";

    EntryCapabilities {
        accesses = List.copyOf(accesses);
        roles = Set.copyOf(roles);
        allProjects = List.copyOf(allProjects);
    }

    boolean isAdministrator() {
        return roles.contains(ADMIN);
    }

    boolean isNovaTooOld() {
        return novaVersions != null && !novaVersions.isSupported();
    }
}
