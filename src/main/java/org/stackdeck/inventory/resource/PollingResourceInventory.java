package org.stackdeck.inventory.resource;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.ChangeHint;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.RequestOrigin;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.polling.InventoryProperties;
import org.stackdeck.inventory.polling.MonotonicClock;
import org.stackdeck.inventory.resource.KindState.ScopeKey;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.platform.PeriodicTask;
import org.stackdeck.platform.Subscription;

/** Polls each kind in each cloud while it is demanded, and delivers the visible resources to the viewers. */
@Component
class PollingResourceInventory implements ResourceInventory, SmartLifecycle {

    private final Clouds clouds;
    private final ChangeHintSource changeHintSource;
    private final AccessDecisionService accessDecisionService;
    private final Clock clock;
    private final Clock monotonicClock;
    private final Map<PollerKey, KindPoller> pollers = new ConcurrentHashMap<>();
    private final Set<ViewerTask> viewers = ConcurrentHashMap.newKeySet();
    /** Checks the viewers' permissions, because the start and end of a grant's validity trigger no event. */
    private final PeriodicTask recheck;

    private volatile ChangeHintSource.Subscription hintSubscription = () -> {};
    private volatile boolean running;

    private record PollerKey(CloudName cloud, ResourceKind kind) {}

    @Autowired
    PollingResourceInventory(
            Clouds clouds,
            ChangeHintSource changeHintSource,
            AccessDecisionService accessDecisionService,
            Clock clock,
            InventoryProperties inventoryProperties) {
        this(clouds, changeHintSource, accessDecisionService, clock, new MonotonicClock(), inventoryProperties);
    }

    PollingResourceInventory(
            Clouds clouds,
            ChangeHintSource changeHintSource,
            AccessDecisionService accessDecisionService,
            Clock clock,
            Clock monotonicClock,
            InventoryProperties inventoryProperties) {
        this.clouds = clouds;
        this.changeHintSource = changeHintSource;
        this.accessDecisionService = accessDecisionService;
        this.clock = clock;
        this.monotonicClock = monotonicClock;
        this.recheck = new PeriodicTask(
                "resource-permissions",
                inventoryProperties.recheck(),
                () -> viewers.stream().filter(ViewerTask::isDue).forEach(ViewerTask::trigger));
    }

    @Override
    public Subscription subscribe(ResourceKind kind, UserId viewer, Consumer<VisibleResources> receiver) {
        ViewerTask task = new ViewerTask(kind, viewer, receiver);
        viewers.add(task);
        task.trigger();
        return () -> viewers.remove(task);
    }

    @Override
    public VisibleResources load(ResourceKind kind, UserId viewer) {
        EffectivePermissions permissions = accessDecisionService.permissions(viewer);
        RequestOrigin.USER.call(() -> {
            coveredPollers(kind, permissions).forEach(KindPoller::refresh);
            return kind;
        });
        // The grants may have changed during the requests to the cloud.
        EffectivePermissions current = accessDecisionService.permissions(accessDecisionService.loadSubject(viewer));
        return visible(statesOf(kind, current), current);
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
    public void replace(ResourceKey key, @Nullable CloudResource current) throws InterruptedException {
        replace(
                new PollerKey(key.cloud(), key.kind()),
                Map.of(key.id(), Optional.ofNullable(current).map(CloudResource::asListed)));
    }

    @Override
    public void replaceAll(Collection<CloudResource> current) throws InterruptedException {
        Map<PollerKey, Map<String, Optional<CloudResource>>> byPoller = current.stream()
                .collect(Collectors.groupingBy(
                        resource -> new PollerKey(resource.cloud(), resource.kind()),
                        Collectors.toMap(CloudResource::id, resource -> Optional.of(resource.asListed()))));
        for (var entry : byPoller.entrySet()) {
            replace(entry.getKey(), entry.getValue());
        }
    }

    private void replace(PollerKey key, Map<String, Optional<CloudResource>> current) throws InterruptedException {
        KindPoller poller = pollers.get(key);
        if (poller != null) {
            poller.replace(current);
        }
    }

    @Override
    public void expire(CloudName cloud, ResourceKind kind) {
        KindPoller poller = pollers.get(new PollerKey(cloud, kind));
        if (poller != null) {
            poller.expire();
        }
    }

    private void onChangeHint(ChangeHint hint) {
        hint.kinds().stream()
                .map(kind -> pollers.get(new PollerKey(hint.cloud(), kind)))
                .filter(Objects::nonNull)
                .forEach(KindPoller::hint);
    }

    private Map<CloudName, KindState> statesOf(ResourceKind kind, EffectivePermissions permissions) {
        Map<CloudName, KindState> states = new TreeMap<>();
        coveredPollers(kind, permissions).forEach(poller -> states.put(poller.cloud(), poller.state()));
        return states;
    }

    private Stream<KindPoller> coveredPollers(ResourceKind kind, EffectivePermissions permissions) {
        return permissions.coversKind(kind)
                ? pollers(kind).filter(poller -> permissions.coversCloud(poller.cloud()))
                : Stream.empty();
    }

    private VisibleResources visible(Map<CloudName, KindState> states, EffectivePermissions permissions) {
        Stream<CloudResource> resources = states.values().stream()
                .flatMap(state -> state.resources().stream())
                .flatMap(resource -> permissions.view(resource).stream());
        return new VisibleResources(
                // The list of each cloud is sorted.
                (states.size() > 1 ? resources.sorted(KindState.BY_NAME) : resources).toList(),
                freshness(states, permissions));
    }

    private Map<CloudName, Freshness> freshness(Map<CloudName, KindState> states, EffectivePermissions permissions) {
        Map<CloudName, Freshness> freshness = new HashMap<>();
        states.forEach((cloud, state) -> {
            Predicate<ScopeKey> isVisible = scope -> scope.projects().isEmpty()
                    || scope.projects().stream().anyMatch(project -> permissions.coversPartOfProject(cloud, project));
            if (state.isInScope(isVisible) || coversKnownProject(permissions, cloud)) {
                freshness.put(cloud, state.freshnessFor(isVisible));
            }
        });
        return freshness;
    }

    /**
     * Returns whether the viewer has access in a project that exists in the cloud; otherwise, nothing will be listed.
     */
    private boolean coversKnownProject(EffectivePermissions permissions, CloudName cloud) {
        return clouds.projects().stream()
                .anyMatch(project ->
                        project.cloud().equals(cloud) && permissions.coversPartOfProject(cloud, project.id()));
    }

    private Stream<KindPoller> pollers(ResourceKind kind) {
        return clouds.names().stream().map(cloud -> poller(new PollerKey(cloud, kind)));
    }

    private KindPoller poller(PollerKey key) {
        return pollers.computeIfAbsent(key, _ -> {
            KindPoller poller = new KindPoller(
                    key.cloud(),
                    key.kind(),
                    clouds,
                    clock,
                    monotonicClock,
                    () -> running && viewersOf(key.kind()).anyMatch(task -> task.covers(key.cloud())),
                    () -> viewersOf(key.kind()).forEach(ViewerTask::trigger));
            poller.start();
            return poller;
        });
    }

    private Stream<ViewerTask> viewersOf(ResourceKind kind) {
        return viewers.stream().filter(task -> task.kind == kind);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged event) {
        viewers.stream().filter(task -> task.viewer.equals(event.user())).forEach(ViewerTask::trigger);
    }

    @Override
    public void start() {
        running = true;
        hintSubscription = changeHintSource.subscribe(this::onChangeHint);
        recheck.start();
    }

    @Override
    public void stop() {
        running = false;
        hintSubscription.close();
        recheck.stop();
        viewers.clear();
        pollers.values().forEach(KindPoller::stop);
        pollers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Delivers the visible resources to one viewer if they have changed. */
    private final class ViewerTask {

        private final ResourceKind kind;
        private final UserId viewer;
        private final Consumer<VisibleResources> receiver;
        private final CoalescingTask delivery;
        private @Nullable VisibleResources delivered;
        private volatile @Nullable EffectivePermissions lastPermissions;
        private Map<CloudName, KindState> lastStates = Map.of();

        ViewerTask(ResourceKind kind, UserId viewer, Consumer<VisibleResources> receiver) {
            this.kind = kind;
            this.viewer = viewer;
            this.receiver = receiver;
            this.delivery = new CoalescingTask("resource-updates-" + viewer, this::deliver);
        }

        void trigger() {
            delivery.trigger();
        }

        /** Returns whether the viewer can see resources of the kind in the cloud; otherwise, they cause no requests. */
        boolean covers(CloudName cloud) {
            EffectivePermissions permissions = accessDecisionService.permissions(viewer);
            return permissions.coversKind(kind) && permissions.coversCloud(cloud);
        }

        boolean isDue() {
            return delivery.hasFailed()
                    || !accessDecisionService.permissions(viewer).equals(lastPermissions);
        }

        /** Filters the resources again only if they or the viewer's permissions have changed. */
        private void deliver() {
            EffectivePermissions permissions = accessDecisionService.permissions(viewer);
            if (!permissions.equals(lastPermissions)) {
                coveredPollers(kind, permissions).forEach(KindPoller::wake);
            }
            Map<CloudName, KindState> states = statesOf(kind, permissions);
            boolean unchanged = permissions.equals(lastPermissions) && hasSameResources(states);
            Map<CloudName, Freshness> freshness = freshness(states, permissions);
            VisibleResources before = delivered;
            if (!viewers.contains(this) || (before != null && unchanged && freshness.equals(before.freshness()))) {
                return;
            }
            List<CloudResource> resources = before != null && unchanged
                    ? before.resources()
                    : visible(states, permissions).resources();
            VisibleResources now = new VisibleResources(
                    before != null && before.resources().equals(resources) ? before.resources() : resources, freshness);
            // A delivery without a visible change would reveal changes of resources that the viewer may not see.
            if (!now.equals(before)) {
                receiver.accept(now);
            }
            delivered = now;
            lastStates = states;
            lastPermissions = permissions;
        }

        private boolean hasSameResources(Map<CloudName, KindState> states) {
            return states.keySet().equals(lastStates.keySet())
                    && states.entrySet().stream()
                            .allMatch(state -> state.getValue()
                                    .resources()
                                    .equals(Objects.requireNonNull(lastStates.get(state.getKey()))
                                            .resources()));
        }
    }
}
