package org.stackdeck.inventory.resource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.resource.AttachedResourceIndex.Attached;
import org.stackdeck.inventory.resource.ResourceListState.ScopeKey;

/** The resources of one kind in one cloud by the server to which they are attached. */
final class AttachedByServer {

    private final Map<ResourceKind, ResourceListState> lists;
    private final Map<ServerInProject, List<CloudResource>> byServer;

    /** Users can set the ID of any server in their own volumes and ports, so only those of its project count. */
    private record ServerInProject(String server, ProjectId project) {}

    /** @param server ID of the server; for a port, possibly of another device */
    private record Attachment(String server, @Nullable Project project, CloudResource resource) {}

    /** State of the list of a scope, without its time. */
    private record ScopeStatus(boolean complete, boolean outdated) {}

    private AttachedByServer(
            Map<ResourceKind, ResourceListState> lists, Map<ServerInProject, List<CloudResource>> byServer) {
        this.lists = Map.copyOf(lists);
        this.byServer = byServer;
    }

    /**
     * Returns the index of the lists. Returns the previous one if nothing but the time of the lists has changed.
     *
     * @param lists lists of the kinds that {@link #listsFor} returns
     */
    static AttachedByServer of(
            ResourceKind kind, Map<ResourceKind, ResourceListState> lists, @Nullable AttachedByServer previous) {
        if (previous == null || !previous.hasSameResources(lists)) {
            return new AttachedByServer(lists, index(attachments(kind, lists)));
        }
        return previous.hasSameStatus(lists) ? previous : new AttachedByServer(lists, previous.byServer);
    }

    /** Returns the kinds whose lists are needed to find resources of the kind. */
    static Set<ResourceKind> listsFor(ResourceKind kind) {
        return switch (kind) {
            case VOLUME -> Set.of(ResourceKind.VOLUME);
            case SECURITY_GROUP -> Set.of(ResourceKind.PORT, ResourceKind.SECURITY_GROUP);
            default -> throw new IllegalArgumentException(kind + " has no index");
        };
    }

    static Set<ResourceKind> listsFor(Set<ResourceKind> kinds) {
        return kinds.stream().flatMap(kind -> listsFor(kind).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Attachment> attachments(ResourceKind kind, Map<ResourceKind, ResourceListState> lists) {
        ResourceListState resources = Objects.requireNonNull(lists.get(kind));
        if (kind == ResourceKind.VOLUME) {
            return resources.resources().stream()
                    .flatMap(volume -> volume.texts("servers").stream()
                            .map(server -> new Attachment(server, volume.project(), volume)));
        }
        return Objects.requireNonNull(lists.get(ResourceKind.PORT)).resources().stream()
                .flatMap(port -> port.text("device").stream()
                        .flatMap(device -> port.texts("securityGroups").stream()
                                .flatMap(id -> resources.find(id).stream())
                                .map(group -> new Attachment(device, port.project(), group))));
    }

    private static Map<ServerInProject, List<CloudResource>> index(Stream<Attachment> attachments) {
        Map<ServerInProject, TreeSet<CloudResource>> sorted = new HashMap<>();
        attachments.forEach(attachment -> {
            Project project = attachment.project();
            if (project != null) {
                sorted.computeIfAbsent(
                                new ServerInProject(attachment.server(), project.id()),
                                _ -> new TreeSet<>(ResourceListState.BY_NAME))
                        .add(attachment.resource());
            }
        });
        return sorted.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /** Returns the resources of the server; empty if a list is not complete for its project. */
    Optional<Attached> find(Server server) {
        List<Freshness> freshness = lists.values().stream()
                .map(list -> list.freshnessFor(scope -> scope.contains(server.project())))
                .toList();
        return freshness.stream().allMatch(Freshness::complete)
                ? Optional.of(new Attached(
                        byServer.getOrDefault(
                                new ServerInProject(
                                        server.id().value(), server.project().id()),
                                List.of()),
                        freshness.stream().anyMatch(list -> list.problem() != null)))
                : Optional.empty();
    }

    private boolean hasSameResources(Map<ResourceKind, ResourceListState> others) {
        return lists.entrySet().stream()
                .allMatch(list -> list.getValue()
                        .resources()
                        .equals(Objects.requireNonNull(others.get(list.getKey()))
                                .resources()));
    }

    private boolean hasSameStatus(Map<ResourceKind, ResourceListState> others) {
        return lists.entrySet().stream()
                .allMatch(list ->
                        status(list.getValue()).equals(status(Objects.requireNonNull(others.get(list.getKey())))));
    }

    private static Map<ScopeKey, ScopeStatus> status(ResourceListState list) {
        return list.scopes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        scope -> new ScopeStatus(
                                scope.getValue().complete(), scope.getValue().problem() != null)));
    }
}
