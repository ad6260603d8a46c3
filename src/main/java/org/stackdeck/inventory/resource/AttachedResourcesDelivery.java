package org.stackdeck.inventory.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private @Nullable Map<ResourceKind, List<CloudResource>> reported;

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
        if (visible.isEmpty() || stopped) {
            return;
        }
        AttachedResources resources = AttachedResources.of(visible.get(), states);
        // With an incomplete list, attached resources would appear to be detached. Failures in other projects do not
        // matter.
        if (!resources.byKind().keySet().equals(kinds)) {
            return;
        }
        Map<ResourceKind, List<CloudResource>> attached = resources.byKind();
        // The first report covers changes between the time when the page was loaded and the first list.
        if (!attached.equals(reported)) {
            onChange.run();
            reported = attached;
        }
    }
}
