package org.stackdeck.inventory.resource;

import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;

/**
 * Delivers the index of attached resources to one viewer. The lists of all clouds in which the viewer has access are
 * polled.
 */
final class AttachedResourceIndexDelivery extends ResourceDelivery {

    private final Set<ResourceKind> indexed;
    private final Consumer<AttachedResourceIndex> receiver;
    private final AccessDecisionService accessDecisionService;
    private final AttachedResourceIndexCache indexes;
    private final ResourceListPollers pollers;
    private @Nullable AttachedResourceIndex delivered;
    private volatile @Nullable EffectivePermissions lastPermissions;

    AttachedResourceIndexDelivery(
            Set<ResourceKind> indexed,
            UserId viewer,
            Consumer<AttachedResourceIndex> receiver,
            AccessDecisionService accessDecisionService,
            AttachedResourceIndexCache indexes,
            ResourceListPollers pollers) {
        super("attached-resource-index", viewer, AttachedByServer.listsFor(indexed));
        this.indexed = Set.copyOf(indexed);
        this.receiver = receiver;
        this.accessDecisionService = accessDecisionService;
        this.indexes = indexes;
        this.pollers = pollers;
    }

    @Override
    boolean covers(CloudName cloud) {
        return accessDecisionService.permissions(user()).coversCloud(cloud);
    }

    @Override
    boolean hasChangedPermissions() {
        return !accessDecisionService.permissions(user()).equals(lastPermissions);
    }

    @Override
    void deliver() {
        EffectivePermissions permissions = accessDecisionService.permissions(user());
        if (!permissions.equals(lastPermissions)) {
            kinds().forEach(kind -> pollers.ofKind(kind).forEach(ResourceListPoller::wake));
            lastPermissions = permissions;
        }
        AttachedResourceIndex now = indexes.get(indexed);
        if (!isStopped() && (delivered == null || !now.hasSameContent(delivered))) {
            receiver.accept(now);
            delivered = now;
        }
    }
}
