package org.stackdeck.inventory.resource;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.CloudsChanged;
import org.stackdeck.cloud.CloudsChangedListener;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.polling.InventoryProperties;
import org.stackdeck.inventory.replication.PollingCoordinator;
import org.stackdeck.inventory.replication.ResourceListLeases;
import org.stackdeck.platform.MonotonicClock;
import org.stackdeck.platform.Subscription;

/** Polls each kind in each cloud while users view it, and delivers the visible resources to the viewers. */
@Component
class PollingResourceInventory implements ResourceInventory, CloudsChangedListener, SmartLifecycle {

    private final Clouds clouds;
    private final Inventory inventory;
    private final ChangeHintSource changeHintSource;
    private final AccessDecisionService accessDecisionService;
    private final Clock clock;
    private final VisibleResourcesFilter filter;
    private final ResourceListLeases resourceListLeases;
    private final ResourceListPollers pollers;
    private final VisibleResourcesLoader loader;
    private final AttachedResourceIndexCache indexes;
    private final ResourceDeliveries viewers;
    private volatile ChangeHintSource.Subscription hintSubscription = () -> {};
    private volatile boolean running;

    @Autowired
    PollingResourceInventory(
            Clouds clouds,
            Inventory inventory,
            ChangeHintSource changeHintSource,
            AccessDecisionService accessDecisionService,
            Clock clock,
            InventoryProperties inventoryProperties,
            PollingCoordinator pollingCoordinator) {
        this(
                clouds,
                inventory,
                changeHintSource,
                accessDecisionService,
                clock,
                new MonotonicClock(),
                inventoryProperties,
                pollingCoordinator);
    }

    PollingResourceInventory(
            Clouds clouds,
            Inventory inventory,
            ChangeHintSource changeHintSource,
            AccessDecisionService accessDecisionService,
            Clock clock,
            Clock monotonicClock,
            InventoryProperties inventoryProperties,
            PollingCoordinator pollingCoordinator) {
        this.clouds = clouds;
        this.inventory = inventory;
        this.changeHintSource = changeHintSource;
        this.accessDecisionService = accessDecisionService;
        this.clock = clock;
        this.resourceListLeases = pollingCoordinator.lists();
        this.filter = new VisibleResourcesFilter(clouds);
        this.viewers = new ResourceDeliveries(inventoryProperties.recheck());
        this.pollers = new ResourceListPollers(
                clouds,
                clock,
                monotonicClock,
                resourceListLeases,
                (cloud, kind) -> running && viewers.anyViews(cloud, kind),
                kind -> viewers.trigger(viewer -> viewer.kinds().contains(kind)));
        this.loader = new VisibleResourcesLoader(accessDecisionService, filter, clock, pollers::ofKind);
        this.indexes = new AttachedResourceIndexCache(pollers);
    }

    @Override
    public Subscription subscribe(ResourceKind kind, UserId viewer, Consumer<VisibleResources> receiver) {
        return viewers.open(new VisibleResourcesDelivery(
                kind,
                viewer,
                receiver,
                accessDecisionService,
                filter,
                permissions -> loader.coveredPollers(kind, permissions)));
    }

    @Override
    public Subscription subscribeToAttached(
            ServerKey server, Set<ResourceKind> kinds, UserId viewer, Consumer<AttachedResources> receiver) {
        return viewers.open(new AttachedResourcesDelivery(
                server,
                kinds,
                viewer,
                receiver,
                () -> inventory
                        .find(server)
                        .filter(one -> accessDecisionService.permissions(viewer).isVisible(ServerAttributes.of(one))),
                kind -> pollers.get(server.cloud(), kind),
                clock));
    }

    @Override
    public Subscription subscribeToIndex(
            Set<ResourceKind> kinds, UserId viewer, Consumer<AttachedResourceIndex> receiver) {
        return viewers.open(
                new AttachedResourceIndexDelivery(kinds, viewer, receiver, accessDecisionService, indexes, pollers));
    }

    @Override
    public AttachedResourceIndex index(Set<ResourceKind> kinds) {
        return indexes.get(kinds);
    }

    @Override
    public VisibleResources load(ResourceKind kind, UserId viewer, Predicate<CloudName> selected) {
        return loader.load(kind, viewer, selected);
    }

    @Override
    public Map<ResourceKind, VisibleResources> loadAll(
            Set<ResourceKind> kinds, UserId viewer, Predicate<CloudName> selected) {
        return loader.loadAll(kinds, viewer, selected);
    }

    @Override
    public AttachedResources loadAttached(Server server, Set<ResourceKind> kinds) {
        return loader.loadAttached(
                server,
                kinds.stream()
                        .collect(Collectors.toMap(Function.identity(), kind -> pollers.get(server.cloud(), kind))));
    }

    @Override
    public boolean isOffered(ResourceKind kind) {
        List<ResourceClient> clients = clouds.names().stream()
                .flatMap(cloud -> clouds.resourceClients(cloud).stream())
                .toList();
        return clients.isEmpty() || clients.stream().anyMatch(client -> client.offers(kind));
    }

    @Override
    public Optional<CloudResource> findKnown(ResourceKey key) {
        return pollers.findKnown(key);
    }

    @Override
    public Optional<CloudResource> findConfirmed(ResourceKey key, Duration maxAge) {
        return pollers.find(key.cloud(), key.kind())
                .flatMap(poller ->
                        poller.state().findConfirmed(key.id(), clock.instant().minus(maxAge)));
    }

    @Override
    public void replace(ResourceKey key, @Nullable CloudResource current) {
        replace(
                key.cloud(),
                key.kind(),
                Map.of(key.id(), Optional.ofNullable(current).map(CloudResource::asListed)));
    }

    @Override
    public void replaceAll(Collection<CloudResource> current) {
        Map<CloudName, Map<ResourceKind, Map<String, Optional<CloudResource>>>> byList = current.stream()
                .collect(Collectors.groupingBy(
                        CloudResource::cloud,
                        Collectors.groupingBy(
                                CloudResource::kind,
                                Collectors.toMap(CloudResource::id, resource -> Optional.of(resource.asListed())))));
        byList.forEach((cloud, kinds) -> kinds.forEach((kind, resources) -> replace(cloud, kind, resources)));
    }

    private void replace(CloudName cloud, ResourceKind kind, Map<String, Optional<CloudResource>> current) {
        // Without a list of this node, other nodes can have viewers.
        if (pollers.find(cloud, kind).map(poller -> poller.replace(current)).orElse(true)) {
            resourceListLeases.hint(cloud, kind);
        }
    }

    @Override
    public void expire(CloudName cloud, ResourceKind kind) {
        Optional<ResourceListPoller> poller = pollers.find(cloud, kind);
        poller.ifPresent(ResourceListPoller::expire);
        // A node with viewers requests the list itself.
        if (poller.filter(ResourceListPoller::hasDemand).isEmpty()) {
            resourceListLeases.hint(cloud, kind);
        }
    }

    private void onChangeHint(ChangeHint hint) {
        ResourceKey resource = hint.resource();
        for (ResourceKind kind : hint.kinds()) {
            hint(hint.cloud(), kind, resource != null && resource.kind() == kind ? resource.id() : null);
        }
    }

    /** @param id ID of the resource that may have changed; null if it is unknown */
    private void hint(CloudName cloud, ResourceKind kind, @Nullable String id) {
        pollers.find(cloud, kind).ifPresent(poller -> poller.hint(id));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged event) {
        viewers.trigger(viewer -> viewer.user().equals(event.user()));
    }

    /**
     * Removes the resources of the changed clouds from the viewers' lists. Clouds that are still configured are listed
     * again.
     */
    @Override
    public void on(CloudsChanged event) {
        pollers.remove(event.clouds());
        indexes.remove(event.clouds());
        viewers.trigger(_ -> true);
    }

    @Override
    public void start() {
        running = true;
        hintSubscription = changeHintSource.subscribe(this::onChangeHint);
        resourceListLeases.start(hint -> hint(hint.cloud(), hint.kind(), null));
        viewers.start();
    }

    @Override
    public void stop() {
        running = false;
        hintSubscription.close();
        resourceListLeases.stop();
        viewers.stop();
        pollers.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
