package org.stackdeck.cloud.openstack;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;

/**
 * The result of a successful discovery of an entry.
 *
 * @param accesses the projects in which the entry has a role, in Keystone's order
 * @param listsAll the access that is permitted to list the servers of all projects; null if there is none
 * @param everyProject all projects of the cloud if {@code listsAll} is set, else empty
 * @param nova Nova's version range; null if the entry reaches no project
 */
record Reached(
        List<ProjectAccess> accesses,
        Set<String> roles,
        @Nullable ProjectAccess listsAll,
        List<Project> everyProject,
        NovaVersions.@Nullable Range nova) {

    static final String ADMIN = "admin";
    static final String READER = "reader";

    Reached {
        accesses = List.copyOf(accesses);
        roles = Set.copyOf(roles);
        everyProject = List.copyOf(everyProject);
    }

    boolean administrator() {
        return roles.contains(ADMIN);
    }

    boolean novaTooOld() {
        return nova != null && !nova.usable();
    }
}
