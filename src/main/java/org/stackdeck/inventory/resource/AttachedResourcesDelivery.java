package org.stackdeck.inventory.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.CoalescingTask;

/**
 * Reports to one user that the resources attached to a server have changed. Users who may see a server may also see the
 * resources attached to it, even without permissions for these kinds. Therefore, only the server's visibility counts.
 */
final class AttachedResourcesDelivery implements ResourceDelivery {

    private final ServerKey server;
    private final Set<ResourceKind> kinds;
    private final UserId user;
    private final Runnable onChange;
    private final Supplier<Optional<Server>> visibleServer;
    private final Function<ResourceKind, ResourceListPoller> pollers;
    private final CoalescingTask delivery;
    private volatile boolean wasVisible;
    private volatile boolean stopped;
    private @Nullable List<CloudResource> reported;

    AttachedResourcesDelivery(
            ServerKey server,
            Set<ResourceKind> kinds,
            UserId user,
            Runnable onChange,
            Supplier<Optional<Server>> visibleServer,
            Function<ResourceKind, ResourceListPoller> pollers) {
        this.server = server;
        this.kinds = kinds;
        this.user = user;
        this.onChange = onChange;
        this.visibleServer = visibleServer;
        this.pollers = pollers;
        this.delivery = new CoalescingTask("attached-resources-" + user, this::deliver);
    }

    @Override
    public UserId user() {
        return user;
    }

    @Override
    public Set<ResourceKind> kinds() {
        return kinds;
    }

    @Override
    public boolean covers(CloudName cloud) {
        return server.cloud().equals(cloud) && visibleServer.get().isPresent();
    }

    @Override
    public boolean isDue() {
        return delivery.hasFailed() || visibleServer.get().isPresent() != wasVisible;
    }

    @Override
    public void trigger() {
        delivery.trigger();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    private void deliver() {
        Optional<Server> visible = visibleServer.get();
        if (visible.isPresent() && !wasVisible) {
            kinds.forEach(kind -> pollers.apply(kind).wake());
        }
        wasVisible = visible.isPresent();
        Map<ResourceKind, ResourceListState> states = kinds.stream()
                .collect(Collectors.toMap(
                        Function.identity(), kind -> pollers.apply(kind).state()));
        // With an incomplete list, attached resources would appear to be detached. Failures in other projects do not
        // matter.
        if (visible.isEmpty()
                || stopped
                || states.values().stream().anyMatch(state -> !isComplete(state, visible.get()))) {
            return;
        }
        List<CloudResource> attached = attached(states).toList();
        // The first report covers changes between the time when the page was loaded and the first list.
        if (!attached.equals(reported)) {
            onChange.run();
            reported = attached;
        }
    }

    private static boolean isComplete(ResourceListState state, Server server) {
        return state.freshnessFor(scope -> scope.contains(server.project())).complete();
    }

    private Stream<CloudResource> attached(Map<ResourceKind, ResourceListState> states) {
        String id = server.id().value();
        List<CloudResource> ports = resources(states, ResourceKind.PORT)
                .filter(port -> port.text("device").filter(id::equals).isPresent())
                .toList();
        Set<String> portIds = ports.stream().map(CloudResource::id).collect(Collectors.toSet());
        Set<String> groupIds = ports.stream()
                .flatMap(port -> port.texts("securityGroups").stream())
                .collect(Collectors.toSet());
        return Stream.of(
                        resources(states, ResourceKind.VOLUME)
                                .filter(volume -> volume.texts("servers").contains(id)),
                        ports.stream(),
                        resources(states, ResourceKind.FLOATING_IP)
                                .filter(ip -> ip.text("port")
                                        .filter(portIds::contains)
                                        .isPresent()),
                        resources(states, ResourceKind.SECURITY_GROUP).filter(group -> groupIds.contains(group.id())))
                .flatMap(resources -> resources);
    }

    private static Stream<CloudResource> resources(Map<ResourceKind, ResourceListState> states, ResourceKind kind) {
        ResourceListState state = states.get(kind);
        return state == null ? Stream.empty() : state.resources().stream();
    }
}
