package org.stackdeck.inventory.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.CloudsChanged;
import org.stackdeck.cloud.CloudsChangedListener;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.cache.PersistentInventoryCache;
import org.stackdeck.inventory.polling.CloudPoller;
import org.stackdeck.inventory.polling.InventoryProperties;
import org.stackdeck.inventory.polling.PollDemandTracker;
import org.stackdeck.inventory.polling.PollIntervalCalculator;
import org.stackdeck.inventory.polling.PollRateLimiter;
import org.stackdeck.inventory.polling.PollingContext;
import org.stackdeck.inventory.replication.PollingCoordinator;
import org.stackdeck.inventory.store.InMemoryInventoryStore;
import org.stackdeck.inventory.visibility.ViewerSubscription;
import org.stackdeck.inventory.visibility.VisibleServersCache;
import org.stackdeck.inventory.visibility.VisibleServersTracker;
import org.stackdeck.platform.MonotonicClock;

/** Polls each configured cloud and manages the subscriptions of the viewers. */
@Component
class PollingInventory implements Inventory, CloudsChangedListener, SmartLifecycle, MeterBinder {

    private static final Duration FOLLOW_DURATION = Duration.ofSeconds(15);

    private final Clouds clouds;
    private final ChangeHintSource source;
    private final AccessDecisionService accessDecisionService;
    private final PersistentInventoryCache cache;
    private final Clock clock;
    private final Clock monotonicClock = new MonotonicClock();
    private final InventoryProperties inventoryProperties;
    private final PollIntervalCalculator pollIntervalCalculator;
    private final InMemoryInventoryStore inMemoryInventoryStore;
    private final PollDemandTracker demandTracker;
    private final VisibleServersCache visibilityCache;
    private final Map<CloudName, CloudPolling> polled = new ConcurrentHashMap<>();
    private final Set<ViewerSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final NotificationForwarder notifications;
    private final PollingCoordinator sharing;
    private final CloudPollingMetrics metrics;
    private volatile ChangeHintSource.Subscription hintSubscription = () -> {};
    private volatile boolean running;

    PollingInventory(
            Clouds clouds,
            ChangeHintSource source,
            AccessDecisionService accessDecisionService,
            PersistentInventoryCache persistentInventoryCache,
            Clock clock,
            InventoryProperties inventoryProperties,
            PollingCoordinator pollingCoordinator) {
        this.clouds = clouds;
        this.source = source;
        this.accessDecisionService = accessDecisionService;
        this.cache = persistentInventoryCache;
        this.clock = clock;
        this.inventoryProperties = inventoryProperties;
        this.sharing = pollingCoordinator;
        this.notifications = new NotificationForwarder(source, cloud -> Optional.ofNullable(polled.get(cloud)));
        this.pollIntervalCalculator = new PollIntervalCalculator(
                inventoryProperties, () -> ThreadLocalRandom.current().nextDouble());
        this.inMemoryInventoryStore = new InMemoryInventoryStore(() -> subscriptions.forEach(ViewerSubscription::wake));
        this.demandTracker = new PollDemandTracker(monotonicClock, this::onIncreasedDemand);
        this.metrics = new CloudPollingMetrics(
                inMemoryInventoryStore::state,
                cloud -> pollerOf(cloud).map(CloudPoller::calls).orElse(0L),
                clock);
        this.visibilityCache = new VisibleServersCache();
    }

    @Override
    public PausableSubscription subscribe(UserId viewer, Consumer<VisibleServersUpdate> receiver) {
        return start(viewer, null, receiver);
    }

    @Override
    public PausableSubscription subscribe(UserId viewer, ServerKey server, Consumer<VisibleServersUpdate> receiver) {
        return start(viewer, server, receiver);
    }

    private PausableSubscription start(
            UserId viewer, @Nullable ServerKey server, Consumer<VisibleServersUpdate> receiver) {
        ViewerSubscription viewerSubscription = new ViewerSubscription(
                viewer,
                server,
                createTracker(viewer),
                receiver,
                inventoryProperties,
                demandTracker,
                subscriptions::remove);
        subscriptions.add(viewerSubscription);
        viewerSubscription.start();
        return viewerSubscription;
    }

    @Override
    public VisibleServersUpdate current(UserId viewer) {
        demandTracker.extendViewing(inventoryProperties.lookTime());
        return createTracker(viewer).current();
    }

    @Override
    public Optional<Server> find(ServerKey key) {
        return Optional.ofNullable(inMemoryInventoryStore.snapshot().servers().get(key));
    }

    @Override
    public Optional<Server> findConfirmed(ServerKey key, Duration maxAge) {
        return pollerOf(key)
                .filter(poller -> poller.isConfirmedWithin(key, maxAge))
                .flatMap(_ -> find(key));
    }

    @Override
    public Optional<Freshness> freshness(CloudName cloud, ProjectId project) {
        return Optional.ofNullable(inMemoryInventoryStore.state().health().get(cloud))
                .map(health -> health.freshnessOf(scope -> scope.project() == null || project.equals(scope.project())));
    }

    @Override
    public List<Server> find(ServerId id) {
        return clouds.names().stream()
                .flatMap(cloud -> find(new ServerKey(cloud, id)).stream())
                .toList();
    }

    @Override
    public void follow(ServerKey key) {
        inMemoryInventoryStore
                .scopeOf(key)
                .map(List::of)
                .orElseGet(() -> pollerOf(key).map(CloudPoller::scopes).orElse(List.of()))
                .forEach(scope -> {
                    sharing.follow(scope, FOLLOW_DURATION);
                    demandTracker.follow(scope, FOLLOW_DURATION);
                });
    }

    @Override
    public void hint(ServerKey key) {
        Optional.ofNullable(polled.get(key.cloud())).ifPresent(polling -> polling.hint(key));
    }

    @Override
    public void refresh(ServerKey key) {
        Optional.ofNullable(polled.get(key.cloud())).ifPresent(polling -> polling.refresh(key));
    }

    @Override
    public InventorySnapshot snapshot() {
        return inMemoryInventoryStore.snapshot();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(AccessChanged event) {
        subscriptions.stream()
                .filter(viewerSubscription -> viewerSubscription.belongsTo(event.user()))
                .forEach(ViewerSubscription::wake);
    }

    @Override
    public synchronized void start() {
        running = true;
        cache.retainOnly(Set.copyOf(clouds.names()));
        sharing.start(demandTracker, this::hintLocally, monotonicClock);
        clouds.names().forEach(this::startPolling);
        hintSubscription = source.subscribe(notifications);
    }

    private void startPolling(CloudName cloud) {
        CloudPolling polling =
                new CloudPolling(cloud, clouds, cache, listing -> createPollingContext(cloud, listing), sharing);
        polled.put(cloud, polling);
        polling.start();
    }

    /** Removes the servers of these clouds, and polls the clouds among them that are now configured. */
    @Override
    public synchronized void on(CloudsChanged event) {
        if (!running) {
            return;
        }
        for (CloudName cloud : event.clouds()) {
            CloudPolling former = polled.get(cloud);
            if (former != null) {
                former.remove();
                polled.remove(cloud);
            }
            notifications.forget(cloud);
        }
        List<CloudName> present = clouds.names();
        cache.retainOnly(Set.copyOf(present));
        present.stream().filter(event.clouds()::contains).forEach(this::startPolling);
        metrics.update(present);
    }

    @Override
    public synchronized void stop() {
        running = false;
        hintSubscription.close();
        List.copyOf(subscriptions).forEach(ViewerSubscription::close);
        sharing.stop();
        polled.values().forEach(CloudPolling::stop);
        polled.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        metrics.bindTo(registry, clouds.names());
    }

    private PollingContext createPollingContext(CloudName cloud, Executor listing) {
        return PollingContext.of(
                cloud,
                inMemoryInventoryStore,
                demandTracker,
                pollIntervalCalculator,
                new PollRateLimiter(inventoryProperties.callsPerSecond(), monotonicClock, Thread::sleep),
                clock,
                monotonicClock,
                () -> notifications.isNotified(cloud),
                listing);
    }

    private void onIncreasedDemand() {
        polled.values().forEach(CloudPolling::wake);
        sharing.demandIncreased();
    }

    /** Processes a hint of another node. The hint has an effect only on the node that polls the cloud. */
    private void hintLocally(ServerKey key) {
        pollerOf(key).ifPresent(poller -> poller.hint(key, null));
    }

    private Optional<CloudPoller> pollerOf(ServerKey key) {
        return pollerOf(key.cloud());
    }

    private Optional<CloudPoller> pollerOf(CloudName cloud) {
        return Optional.ofNullable(polled.get(cloud)).map(CloudPolling::poller);
    }

    private VisibleServersTracker createTracker(UserId viewer) {
        return new VisibleServersTracker(viewer, accessDecisionService, visibilityCache, inMemoryInventoryStore::state);
    }
}
