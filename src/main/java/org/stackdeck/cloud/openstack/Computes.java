package org.stackdeck.cloud.openstack;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Scope;
import org.stackdeck.cloud.openstack.Allocation.Share;

/**
 * Creates the {@link org.stackdeck.cloud.Compute} of each scope. Returns the same instance while the scope is
 * unchanged.
 */
final class Computes {

    private final CloudName cloud;
    private final CloudServices services;
    private final ProjectDirectory directory;
    private final Map<Key, NovaCompute> made = new ConcurrentHashMap<>();

    Computes(CloudName cloud, CloudServices services, ProjectDirectory directory) {
        this.cloud = cloud;
        this.services = services;
        this.directory = directory;
    }

    private record Key(Scope scope, Set<ProjectId> others) {}

    List<NovaCompute> of(Share share) {
        String entry = share.connection().entry().name();
        ProjectAccess all = share.all();
        if (all != null) {
            return List.of(compute(share, new Scope(cloud, entry, true, share.projects()), all, share.accesses()));
        }
        return share.accesses().stream()
                .map(access ->
                        compute(share, new Scope(cloud, entry, false, List.of(access.project())), access, List.of()))
                .toList();
    }

    /** Drops all other instances, so that instances of removed or renamed scopes do not accumulate. */
    void keep(List<NovaCompute> used) {
        made.values().retainAll(used);
    }

    private NovaCompute compute(Share share, Scope scope, ProjectAccess access, List<ProjectAccess> within) {
        return made.computeIfAbsent(new Key(scope, share.others()), key -> {
            var mapper = new ServerMapper(
                    cloud,
                    id -> directory.of(
                            id, () -> scope.allProjects() ? share.connection().allOf(access) : List.of()),
                    access.images()::of);
            return new NovaCompute(
                    scope,
                    access,
                    within,
                    services.versions(),
                    mapper,
                    server -> !key.others().contains(server.project().id()),
                    access.images()::learnedLate,
                    services.settings().pageSize());
        });
    }
}
