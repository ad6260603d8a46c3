package org.stackdeck.inventory.resource;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;

/**
 * Delivers the resources attached to a server to one user. Users who may see a server may also see the resources
 * attached to it, even without permissions for these kinds. Therefore, only the server's visibility counts.
 */
final class AttachedResourcesDelivery extends ResourceDelivery {

    private final ServerKey server;
    private final Consumer<AttachedResources> receiver;
    private final Supplier<Optional<Server>> visibleServer;
    private final Function<ResourceKind, ResourceListPoller> pollers;
    private final Clock clock;
    private volatile boolean wasVisible;
    private @Nullable AttachedResources delivered;

    AttachedResourcesDelivery(
            ServerKey server,
            Set<ResourceKind> kinds,
            UserId user,
            Consumer<AttachedResources> receiver,
            Supplier<Optional<Server>> visibleServer,
            Function<ResourceKind, ResourceListPoller> pollers,
            Clock clock) {
        super("attached-resources", user, kinds);
        this.server = server;
        this.receiver = receiver;
        this.visibleServer = visibleServer;
        this.pollers = pollers;
        this.clock = clock;
    }

    @Override
    boolean covers(CloudName cloud) {
        return server.cloud().equals(cloud) && visibleServer.get().isPresent();
    }

    @Override
    boolean hasChangedPermissions() {
        return visibleServer.get().isPresent() != wasVisible;
    }

    @Override
    void deliver() {
        Optional<Server> visible = visibleServer.get();
        if (visible.isPresent() && !wasVisible) {
            kinds().forEach(kind -> pollers.apply(kind).wake());
        }
        wasVisible = visible.isPresent();
        Map<ResourceKind, ResourceListState> states = kinds().stream()
                .collect(Collectors.toMap(
                        Function.identity(), kind -> pollers.apply(kind).state()));
        if (visible.isEmpty() || isStopped()) {
            return;
        }
        AttachedResources resources = AttachedResources.of(visible.get(), states, clock.instant());
        boolean loading =
                resources.problem() == null && !resources.byKind().keySet().equals(kinds());
        if (!loading && isChange(delivered, resources)) {
            receiver.accept(resources);
            delivered = resources;
        }
    }

    /** Returns whether the resources or their problem have changed, or the time of their confirmation noticeably. */
    private static boolean isChange(@Nullable AttachedResources before, AttachedResources now) {
        return before == null
                || Freshness.isLater(before.confirmedAt(), now.confirmedAt())
                || !now.equals(before.withConfirmedAt(now.confirmedAt()));
    }
}
