package org.stackdeck.inventory.resource;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Freshness;

/**
 * The volumes and security groups of all servers, as last polled. Users who may see a server may also see these
 * resources of it. Therefore, callers must look up only servers that the user can see.
 */
public final class AttachedResourceIndex {

    public static final AttachedResourceIndex NONE = new AttachedResourceIndex(Map.of());

    private final Map<CloudName, CloudIndex> clouds;

    /**
     * Resources of a server.
     *
     * @param resources ordered by name
     * @param outdated whether the last request for one of the lists has failed
     */
    public record Attached(List<CloudResource> resources, boolean outdated) {

        public Attached {
            resources = List.copyOf(resources);
        }
    }

    /** Users can set the ID of any server in their own volumes and ports, so only those of its project count. */
    private record ServerInProject(String server, ProjectId project) {}

    private AttachedResourceIndex(Map<CloudName, CloudIndex> clouds) {
        this.clouds = Map.copyOf(clouds);
    }

    /**
     * Creates the index of the states. Uses the parts of the previous index whose lists are the same.
     *
     * @param states the states by cloud
     */
    static AttachedResourceIndex of(
            Map<CloudName, Map<ResourceKind, ResourceListState>> states, AttachedResourceIndex previous) {
        return new AttachedResourceIndex(states.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> CloudIndex.of(entry.getValue(), previous.clouds.get(entry.getKey())))));
    }

    /** Returns the resources of a server that the user can see; empty if the lists have not been loaded. */
    public Optional<Attached> find(Server server, ResourceKind kind) {
        return Optional.ofNullable(clouds.get(server.cloud())).flatMap(cloud -> cloud.find(server, kind));
    }

    /** Returns the servers that have other resources than in the previous index, or whose resources became known. */
    public Set<ServerKey> changedServers(AttachedResourceIndex previous, Map<ServerKey, Server> servers) {
        Set<ServerKey> changed = new HashSet<>();
        clouds.forEach((cloud, index) -> {
            CloudIndex before = previous.clouds.get(cloud);
            if (before != null && index.hasSameScopes(before)) {
                index.changedServers(before)
                        // The device of a port is not always a server.
                        .flatMap(id -> ServerId.parse(id).stream())
                        .map(id -> new ServerKey(cloud, id))
                        .forEach(changed::add);
            } else {
                servers.values().stream()
                        .filter(server -> server.cloud().equals(cloud) && isChanged(server, previous))
                        .map(Server::key)
                        .forEach(changed::add);
            }
        });
        changed.retainAll(servers.keySet());
        return changed;
    }

    private boolean isChanged(Server server, AttachedResourceIndex previous) {
        return Stream.of(ResourceKind.VOLUME, ResourceKind.SECURITY_GROUP)
                .anyMatch(kind -> !find(server, kind).equals(previous.find(server, kind)));
    }

    /** Returns whether both indexes have the same resources, and the same lists are complete and up to date. */
    boolean hasSameContent(AttachedResourceIndex other) {
        return clouds.keySet().equals(other.clouds.keySet())
                && clouds.entrySet().stream()
                        .allMatch(entry -> entry.getValue()
                                .hasSameContent(Objects.requireNonNull(other.clouds.get(entry.getKey()))));
    }

    /** @param byServer resources ordered by name */
    private record CloudIndex(
            Map<ResourceKind, ResourceListState> states,
            Map<ResourceKind, Map<ServerInProject, List<CloudResource>>> byServer) {

        /** State of the list of a scope, without its time. */
        private record ScopeStatus(boolean complete, boolean outdated) {}

        static CloudIndex of(Map<ResourceKind, ResourceListState> states, @Nullable CloudIndex previous) {
            if (previous != null && previous.hasSameLists(states)) {
                return new CloudIndex(states, previous.byServer);
            }
            Map<ResourceKind, Map<ServerInProject, List<CloudResource>>> byServer = new HashMap<>();
            Optional.ofNullable(states.get(ResourceKind.VOLUME))
                    .ifPresent(volumes -> byServer.put(
                            ResourceKind.VOLUME,
                            index(volumes.resources().stream()
                                    .flatMap(volume -> volume.texts("servers").stream()
                                            .map(server -> new Attachment(server, volume.project(), volume))))));
            ResourceListState ports = states.get(ResourceKind.PORT);
            ResourceListState groups = states.get(ResourceKind.SECURITY_GROUP);
            if (ports != null && groups != null) {
                byServer.put(
                        ResourceKind.SECURITY_GROUP,
                        index(ports.resources().stream()
                                .flatMap(port -> port.texts("securityGroups").stream()
                                        .flatMap(id -> groups.find(id).stream())
                                        .map(group -> new Attachment(
                                                port.text("device").orElse(""), port.project(), group)))));
            }
            return new CloudIndex(states, byServer);
        }

        private record Attachment(String server, @Nullable Project project, CloudResource resource) {}

        private static Map<ServerInProject, List<CloudResource>> index(Stream<Attachment> attachments) {
            Map<ServerInProject, TreeSet<CloudResource>> sorted = new HashMap<>();
            attachments.forEach(attachment -> {
                if (attachment.project() != null) {
                    sorted.computeIfAbsent(
                                    new ServerInProject(
                                            attachment.server(),
                                            attachment.project().id()),
                                    _ -> new TreeSet<>(ResourceListState.BY_NAME))
                            .add(attachment.resource());
                }
            });
            return sorted.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        }

        Optional<Attached> find(Server server, ResourceKind kind) {
            Set<ResourceKind> needed = AttachedResourceIndexCache.listsFor(kind);
            if (!states.keySet().containsAll(needed)) {
                return Optional.empty();
            }
            List<Freshness> lists = needed.stream()
                    .map(states::get)
                    .map(state -> state.freshnessFor(scope -> scope.contains(server.project())))
                    .toList();
            if (!lists.stream().allMatch(Freshness::complete)) {
                return Optional.empty();
            }
            return Optional.of(new Attached(
                    byServer.getOrDefault(kind, Map.of())
                            .getOrDefault(
                                    new ServerInProject(
                                            server.id().value(),
                                            server.project().id()),
                                    List.of()),
                    lists.stream().anyMatch(list -> list.problem() != null)));
        }

        private boolean hasSameLists(Map<ResourceKind, ResourceListState> others) {
            return states.keySet().equals(others.keySet())
                    && states.entrySet().stream()
                            .allMatch(entry -> entry.getValue()
                                    .resources()
                                    .equals(Objects.requireNonNull(others.get(entry.getKey()))
                                            .resources()));
        }

        boolean hasSameContent(CloudIndex other) {
            return hasSameLists(other.states) && hasSameScopes(other);
        }

        boolean hasSameScopes(CloudIndex other) {
            return states.keySet().equals(other.states.keySet())
                    && states.entrySet().stream()
                            .allMatch(entry -> scopes(entry.getValue())
                                    .equals(scopes(Objects.requireNonNull(other.states.get(entry.getKey())))));
        }

        /** Returns the IDs of the servers that have other resources. */
        Stream<String> changedServers(CloudIndex previous) {
            return byServer.keySet().stream().flatMap(kind -> {
                Map<ServerInProject, List<CloudResource>> now = byServer.getOrDefault(kind, Map.of());
                Map<ServerInProject, List<CloudResource>> before = previous.byServer.getOrDefault(kind, Map.of());
                return Stream.concat(now.keySet().stream(), before.keySet().stream())
                        .filter(server -> !Objects.equals(now.get(server), before.get(server)))
                        .map(ServerInProject::server);
            });
        }

        private static Map<ResourceListState.ScopeKey, ScopeStatus> scopes(ResourceListState state) {
            return state.scopes().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            entry -> new ScopeStatus(
                                    entry.getValue().complete(),
                                    entry.getValue().problem() != null)));
        }
    }
}
