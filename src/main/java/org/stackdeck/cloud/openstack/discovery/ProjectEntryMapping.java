package org.stackdeck.cloud.openstack.discovery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.project.ProjectClients;

/**
 * Assigns each project to the first entry, in the order of configuration, that has access to it, so that no server is
 * listed twice. An entry that can list the servers of all projects is assigned all remaining projects.
 */
record ProjectEntryMapping(List<EntryAssignment> assignments) {

    ProjectEntryMapping {
        assignments = List.copyOf(assignments);
    }

    /**
     * The projects that are assigned to one entry.
     *
     * @param accesses the assigned projects in which the entry has a role; with {@code allProjectsAccess}, every
     *     project in which it has a role
     * @param allProjectsAccess the access that lists the servers of all projects together, except those of {@code
     *     excludedProjects}; null if each project is listed separately
     * @param excludedProjects with {@code allProjectsAccess}, the projects that are assigned to earlier entries;
     *     otherwise empty
     */
    record EntryAssignment(
            EntryConnection connection,
            List<ProjectClients> accesses,
            @Nullable ProjectClients allProjectsAccess,
            List<Project> projects,
            Set<ProjectId> excludedProjects) {}

    static ProjectEntryMapping of(List<EntryDiscoveryResult> entryDiscoveryResults) {
        Set<ProjectId> taken = new HashSet<>();
        var entryAssignments = new ArrayList<EntryAssignment>();
        boolean everythingTaken = false;
        for (EntryDiscoveryResult entryDiscoveryResult : entryDiscoveryResults) {
            EntryCapabilities entryCapabilities = entryDiscoveryResult.projectAccess();
            if (entryCapabilities == null || entryCapabilities.isNovaTooOld() || everythingTaken) {
                continue;
            }
            EntryAssignment entryAssignment =
                    assign(entryDiscoveryResult.connection(), entryCapabilities, Set.copyOf(taken));
            if (entryAssignment.allProjectsAccess() == null
                    && entryAssignment.accesses().isEmpty()) {
                continue;
            }
            entryAssignments.add(entryAssignment);
            entryAssignment.projects().forEach(p -> taken.add(p.id()));
            everythingTaken = entryAssignment.allProjectsAccess() != null;
        }
        return new ProjectEntryMapping(entryAssignments);
    }

    private static EntryAssignment assign(
            EntryConnection connection, EntryCapabilities entryCapabilities, Set<ProjectId> taken) {
        if (entryCapabilities.allProjectsAccess() != null) {
            List<Project> left = entryCapabilities.allProjects().stream()
                    .filter(p -> !taken.contains(p.id()))
                    .toList();
            return new EntryAssignment(
                    connection,
                    entryCapabilities.accesses(),
                    entryCapabilities.allProjectsAccess(),
                    left,
                    new HashSet<>(taken));
        }
        List<ProjectClients> left = entryCapabilities.accesses().stream()
                .filter(a -> !taken.contains(a.project().id()))
                .toList();
        return new EntryAssignment(
                connection,
                left,
                null,
                left.stream().map(ProjectClients::project).toList(),
                Set.of());
    }
}
