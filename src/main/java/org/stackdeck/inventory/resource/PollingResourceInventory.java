package org.stackdeck.inventory.resource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final Clock monotonicClock;
    private final VisibleResourcesFilter filter;
    private final ResourceListLeases resourceListLeases;
    private final VisibleResourcesLoader loader;
    private final Map<PollerKey, ResourceListPoller> pollers = new ConcurrentHashMap<>();
    /** Times of the changes of clouds, by the monotonic clock. Lists that were requested before are not shown. */
    private final Map<CloudName, Instant> cloudsChangedAt = new ConcurrentHashMap<>();

    private final ResourceDeliveries viewers;
    private volatile ChangeHintSource.Subscription hintSubscription = () -> {};
    private volatile boolean running;

    private record PollerKey(CloudName cloud, ResourceKind kind) {}

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
        this.monotonicClock = monotonicClock;
        this.resourceListLeases = pollingCoordinator.lists();
        this.filter = new VisibleResourcesFilter(clouds);
        this.loader = new VisibleResourcesLoader(accessDecisionService, filter, clock, this::pollers);
        this.viewers = new ResourceDeliveries(inventoryProperties.recheck());
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
                kind -> poller(new PollerKey(server.cloud(), kind)),
                clock));
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
                        .collect(Collectors.toMap(
                                Function.identity(), kind -> poller(new PollerKey(server.cloud(), kind)))));
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
        return Optional.ofNullable(pollers.get(new PollerKey(key.cloud(), key.kind())))
                .flatMap(poller -> poller.state().find(key.id()));
    }

    @Override
    public Optional<CloudResource> findConfirmed(ResourceKey key, Duration maxAge) {
        return Optional.ofNullable(pollers.get(new PollerKey(key.cloud(), key.kind())))
                .flatMap(poller ->
                        poller.state().findConfirmed(key.id(), clock.instant().minus(maxAge)));
    }

    @Override
    public void replace(ResourceKey key, @Nullable CloudResource current) {
        replace(
                new PollerKey(key.cloud(), key.kind()),
                Map.of(key.id(), Optional.ofNullable(current).map(CloudResource::asListed)));
    }

    @Override
    public void replaceAll(Collection<CloudResource> current) {
        Map<PollerKey, Map<String, Optional<CloudResource>>> byPoller = current.stream()
                .collect(Collectors.groupingBy(
                        resource -> new PollerKey(resource.cloud(), resource.kind()),
                        Collectors.toMap(CloudResource::id, resource -> Optional.of(resource.asListed()))));
        for (var entry : byPoller.entrySet()) {
            replace(entry.getKey(), entry.getValue());
        }
    }

    private void replace(PollerKey key, Map<String, Optional<CloudResource>> current) {
        ResourceListPoller poller = pollers.get(key);
        // Without a list of this node, other nodes can have viewers.
        if (poller == null || poller.replace(current)) {
            resourceListLeases.hint(key.cloud(), key.kind());
        }
    }

    @Override
    public void expire(CloudName cloud, ResourceKind kind) {
        ResourceListPoller poller = pollers.get(new PollerKey(cloud, kind));
        if (poller != null) {
            poller.expire();
        }
        // A node with viewers requests the list itself.
        if (poller == null || !poller.hasDemand()) {
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
        ResourceListPoller poller = pollers.get(new PollerKey(cloud, kind));
        if (poller != null) {
            poller.hint(id);
        }
    }

    private Stream<ResourceListPoller> pollers(ResourceKind kind) {
        return clouds.names().stream().map(cloud -> poller(new PollerKey(cloud, kind)));
    }

    private ResourceListPoller poller(PollerKey key) {
        return pollers.computeIfAbsent(key, _ -> {
            ResourceListPoller poller = new ResourceListPoller(
                    new ResourceListLoader(key.cloud(), key.kind(), clouds),
                    clock,
                    monotonicClock,
                    share(key),
                    () -> running && viewers.anyViews(key.cloud(), key.kind()),
                    () -> viewers.trigger(viewer -> viewer.kinds().contains(key.kind())));
            poller.start();
            return poller;
        });
    }

    private @Nullable SharedResourceList share(PollerKey key) {
        return resourceListLeases
                .open(key.cloud(), clouds.address(key.cloud()), key.kind(), monotonicClock)
                .map(list -> new SharedResourceList(
                        list, clock, monotonicClock, cloudsChangedAt.getOrDefault(key.cloud(), Instant.MIN)))
                .orElse(null);
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
        event.clouds().forEach(cloud -> cloudsChangedAt.put(cloud, monotonicClock.instant()));
        pollers.entrySet().removeIf(entry -> {
            boolean changed = event.clouds().contains(entry.getKey().cloud());
            if (changed) {
                entry.getValue().stop();
            }
            return changed;
        });
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
        pollers.values().forEach(ResourceListPoller::stop);
        pollers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
