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
 * Who serves what: each project by the first entry that reaches it, in the order of the file, so that no server is seen
 * twice. An entry that may list all projects takes all that are left.
 */
record Allocation(List<Share> shares) {

    Allocation {
        shares = List.copyOf(shares);
    }

    /**
     * What one entry serves.
     *
     * @param accesses the projects that it has a role in, as far as it serves them; all of them where there is {@code all}
     * @param all the access that lists every project at once but for {@code others}; null when each is listed by itself
     * @param others projects that earlier entries serve
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
