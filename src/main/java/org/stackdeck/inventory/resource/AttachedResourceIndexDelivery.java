package org.stackdeck.inventory.resource;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.CoalescingTask;

/**
 * Delivers the index of attached resources to one viewer. The lists of all clouds in which the viewer has access are
 * polled.
 */
final class AttachedResourceIndexDelivery implements ResourceDelivery {

    private final Set<ResourceKind> kinds;
    private final Set<ResourceKind> lists;
    private final UserId user;
    private final Consumer<AttachedResourceIndex> receiver;
    private final AccessDecisionService accessDecisionService;
    private final AttachedResourceIndexCache indexes;
    private final Function<ResourceKind, Stream<ResourceListPoller>> pollers;
    private final CoalescingTask delivery;
    private @Nullable AttachedResourceIndex delivered;
    private volatile @Nullable EffectivePermissions lastPermissions;
    private volatile boolean stopped;

    AttachedResourceIndexDelivery(
            Set<ResourceKind> kinds,
            UserId user,
            Consumer<AttachedResourceIndex> receiver,
            AccessDecisionService accessDecisionService,
            AttachedResourceIndexCache indexes,
            Function<ResourceKind, Stream<ResourceListPoller>> pollers) {
        this.kinds = Set.copyOf(kinds);
        this.lists = AttachedResourceIndexCache.listsFor(this.kinds);
        this.user = user;
        this.receiver = receiver;
        this.accessDecisionService = accessDecisionService;
        this.indexes = indexes;
        this.pollers = pollers;
        this.delivery = new CoalescingTask("attached-resource-index-" + user, this::deliver);
    }

    @Override
    public UserId user() {
        return user;
    }

    @Override
    public Set<ResourceKind> kinds() {
        return lists;
    }

    @Override
    public boolean covers(CloudName cloud) {
        return accessDecisionService.permissions(user).coversCloud(cloud);
    }

    @Override
    public boolean isDue() {
        return delivery.hasFailed() || !accessDecisionService.permissions(user).equals(lastPermissions);
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
        EffectivePermissions permissions = accessDecisionService.permissions(user);
        if (!permissions.equals(lastPermissions)) {
            lists.forEach(kind -> pollers.apply(kind).forEach(ResourceListPoller::wake));
            lastPermissions = permissions;
        }
        AttachedResourceIndex now = indexes.get(kinds, pollers);
        if (!stopped && (delivered == null || !now.hasSameContent(delivered))) {
            receiver.accept(now);
            delivered = now;
        }
    }
}
