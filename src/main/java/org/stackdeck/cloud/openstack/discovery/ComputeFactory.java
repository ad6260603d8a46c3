package org.stackdeck.cloud.openstack.discovery;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.ServerListScope;
import org.stackdeck.cloud.openstack.compute.NovaCompute;
import org.stackdeck.cloud.openstack.compute.ServerMapper;
import org.stackdeck.cloud.openstack.discovery.ProjectEntryMapping.EntryAssignment;
import org.stackdeck.cloud.openstack.identity.ProjectCache;
import org.stackdeck.cloud.openstack.resource.ProjectClients;

/**
 * Creates the {@link org.stackdeck.cloud.client.Compute} of each scope. Returns the same instance while the scope is
 * unchanged.
 */
final class ComputeFactory {

    private final CloudName cloud;
    private final CloudContext context;
    private final ProjectCache projectCache;
    private final Map<ScopeAssignment, NovaCompute> computes = new ConcurrentHashMap<>();

    ComputeFactory(CloudName cloud, CloudContext context, ProjectCache projectCache) {
        this.cloud = cloud;
        this.context = context;
        this.projectCache = projectCache;
    }

    private record ScopeAssignment(ServerListScope scope, Set<ProjectId> others) {}

    List<NovaCompute> computesFor(EntryAssignment entryAssignment) {
        String entry = entryAssignment.connection().entry().name();
        ProjectClients all = entryAssignment.allProjectsAccess();
        if (all != null) {
            return List.of(findOrCreate(
                    entryAssignment,
                    new ServerListScope(cloud, entry, true, entryAssignment.projects()),
                    all,
                    entryAssignment.accesses()));
        }
        return entryAssignment.accesses().stream()
                .map(clients -> findOrCreate(
                        entryAssignment,
                        new ServerListScope(cloud, entry, false, List.of(clients.project())),
                        clients,
                        List.of()))
                .toList();
    }

    /** Drops all instances except the given ones, so that instances of removed or renamed scopes do not accumulate. */
    void retainOnly(List<NovaCompute> used) {
        computes.values().retainAll(used);
    }

    private NovaCompute findOrCreate(
            EntryAssignment entryAssignment,
            ServerListScope serverListScope,
            ProjectClients clients,
            List<ProjectClients> within) {
        return computes.computeIfAbsent(
                new ScopeAssignment(serverListScope, entryAssignment.excludedProjects()), scopeAssignment -> {
                    var mapper = new ServerMapper(
                            cloud,
                            id -> projectCache.findOrLoad(
                                    id,
                                    () -> serverListScope.allProjects()
                                            ? entryAssignment.connection().listAllProjects(clients)
                                            : List.of()),
                            clients.images()::nameOf);
                    return new NovaCompute(
                            serverListScope,
                            clients,
                            within,
                            context.versions(),
                            mapper,
                            project -> !scopeAssignment.others().contains(project),
                            clients.images()::lateUpdateCount,
                            context.settings().pageSize());
                });
    }
}
