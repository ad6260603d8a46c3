package org.stackdeck.cloud.openstack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;

/**
 * Assigns each project to the first entry, in the order of the file, that reaches it, so that no server is listed
 * twice. An entry that can list all projects gets all remaining ones.
 */
record Allocation(List<Share> shares) {

    Allocation {
        shares = List.copyOf(shares);
    }

    /**
     * The projects that are assigned to one entry.
     *
     * @param accesses the assigned projects in which the entry has a role; with {@code all}, every project in which it
     *     has a role
     * @param all the access that lists all projects except {@code others} at once; null if each project is listed
     *     separately
     * @param others projects that are assigned to earlier entries
     */
    record Share(
            EntryConnection connection,
            List<ProjectAccess> accesses,
            @Nullable ProjectAccess all,
            List<Project> projects,
            Set<ProjectId> others) {}

    static Allocation of(List<Outcome> outcomes) {
        Map<ProjectId, String> taken = new HashMap<>();
        var shares = new ArrayList<Share>();
        boolean everythingTaken = false;
        for (Outcome outcome : outcomes) {
            Reached reached = outcome.reached();
            if (reached == null || reached.novaTooOld() || everythingTaken) {
                continue;
            }
            Share share = share(outcome.connection(), reached, Set.copyOf(taken.keySet()));
            if (share.all() == null && share.accesses().isEmpty()) {
                continue;
            }
            shares.add(share);
            share.projects()
                    .forEach(p -> taken.put(p.id(), outcome.connection().entry().name()));
            everythingTaken = share.all() != null;
        }
        return new Allocation(shares);
    }

    private static Share share(EntryConnection connection, Reached reached, Set<ProjectId> taken) {
        if (reached.listsAll() != null) {
            List<Project> left = reached.everyProject().stream()
                    .filter(p -> !taken.contains(p.id()))
                    .toList();
            return new Share(connection, reached.accesses(), reached.listsAll(), left, new HashSet<>(taken));
        }
        List<ProjectAccess> left = reached.accesses().stream()
                .filter(a -> !taken.contains(a.project().id()))
                .toList();
        return new Share(
                connection,
                left,
                null,
                left.stream().map(ProjectAccess::project).toList(),
                Set.of());
    }
}
