package org.stackdeck.cloud.openstack;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;

/**
 * What an entry was found to lead to.
 *
 * @param accesses the projects it has a role in, in Keystone's order
 * @param listsAll the one of them that may list the servers of every project; null when none may
 * @param everyProject all of the cloud when {@code listsAll}, else empty
 * @param nova what its Nova speaks; null when there is no project to ask through
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
