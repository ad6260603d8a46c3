package org.stackdeck.cloud.openstack.discovery;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.PollingScope;
import org.stackdeck.cloud.openstack.compute.NovaComputeClient;
import org.stackdeck.cloud.openstack.compute.ServerMapper;
import org.stackdeck.cloud.openstack.discovery.ProjectEntryMapping.EntryAssignment;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.identity.ProjectCache;
import org.stackdeck.cloud.openstack.project.ProjectClients;
import org.stackdeck.cloud.openstack.volume.BackupServiceDetector;

/**
 * Creates the {@link org.stackdeck.cloud.client.ComputeClient} of each scope. Returns the same instance while the scope
 * is unchanged.
 */
final class ComputeClientFactory {

    private final CloudName cloud;
    private final CloudContext context;
    private final ProjectCache projectCache;
    private final Map<ScopeAssignment, NovaComputeClient> computes = new ConcurrentHashMap<>();
    private final BackupServiceDetector backups = new BackupServiceDetector(() -> this.cinders);
    private volatile Map<ProjectId, ProjectClients> accesses = Map.of();
    /** One Cinder client of each entry. Entries that can list the servers of all projects come first. */
    private volatile List<AuthenticatedServiceClient> cinders = List.of();

    ComputeClientFactory(CloudName cloud, CloudContext context, ProjectCache projectCache) {
        this.cloud = cloud;
        this.context = context;
        this.projectCache = projectCache;
    }

    private record ScopeAssignment(PollingScope scope, Set<ProjectId> others) {}

    /**
     * Returns the client of each scope of the assignments. Drops all other instances, so that instances of removed or
     * renamed scopes do not accumulate.
     */
    List<NovaComputeClient> computesFor(List<EntryAssignment> entryAssignments) {
        accesses = entryAssignments.stream()
                .flatMap(assignment -> assignment.accesses().stream())
                .collect(Collectors.toMap(clients -> clients.project().id(), clients -> clients, (first, _) -> first));
        cinders = entryAssignments.stream()
                .sorted(Comparator.comparing(assignment -> assignment.allProjectsAccess() == null))
                .map(assignment -> anyAccess(assignment).cinder())
                .toList();
        List<NovaComputeClient> used = entryAssignments.stream()
                .flatMap(assignment -> computesFor(assignment).stream())
                .toList();
        computes.values().retainAll(used);
        return used;
    }

    private List<NovaComputeClient> computesFor(EntryAssignment entryAssignment) {
        String entry = entryAssignment.connection().entry().name();
        ProjectClients all = entryAssignment.allProjectsAccess();
        if (all != null) {
            return List.of(findOrCreate(
                    entryAssignment, new PollingScope(cloud, entry, true, entryAssignment.projects()), all));
        }
        return entryAssignment.accesses().stream()
                .map(clients -> findOrCreate(
                        entryAssignment, new PollingScope(cloud, entry, false, List.of(clients.project())), clients))
                .toList();
    }

    private static ProjectClients anyAccess(EntryAssignment assignment) {
        ProjectClients all = assignment.allProjectsAccess();
        return all == null ? assignment.accesses().getFirst() : all;
    }

    /**
     * Finds the clients whose token belongs to the project. Returns the clients of the entry to which the project is
     * assigned, if this entry has a role in the project.
     */
    private Optional<ProjectClients> findClients(ProjectId project) {
        return Optional.ofNullable(accesses.get(project));
    }

    private NovaComputeClient findOrCreate(
            EntryAssignment entryAssignment, PollingScope pollingScope, ProjectClients clients) {
        return computes.computeIfAbsent(
                new ScopeAssignment(pollingScope, entryAssignment.excludedProjects()), scopeAssignment -> {
                    var mapper = new ServerMapper(
                            cloud,
                            id -> projectCache.findOrLoad(
                                    id,
                                    () -> pollingScope.allProjects()
                                            ? entryAssignment.connection().listAllProjects(clients)
                                            : List.of()),
                            clients.images()::nameOf);
                    return new NovaComputeClient(
                            pollingScope,
                            clients,
                            this::findClients,
                            context.versions(),
                            mapper,
                            project -> !scopeAssignment.others().contains(project),
                            backups,
                            context.settings().pageSize());
                });
    }
}
