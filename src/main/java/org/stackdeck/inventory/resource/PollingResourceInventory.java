package org.stackdeck.inventory.resource;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.polling.InventoryProperties;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.platform.PeriodicTask;
import org.stackdeck.platform.Subscription;

/** Polls each kind in each cloud while it is demanded, and delivers the visible resources to the viewers. */
@Component
class PollingResourceInventory implements ResourceInventory, SmartLifecycle {

    private static final Comparator<CloudResource> BY_NAME = Comparator.comparing(
                    CloudResource::displayName, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(CloudResource::cloud)
            .thenComparing(CloudResource::id);

    private final Clouds clouds;
    private final AccessDecisionService accessDecisionService;
    private final Clock clock;
    private final Map<PollerKey, KindPoller> pollers = new ConcurrentHashMap<>();
    private final Set<ViewerTask> viewers = ConcurrentHashMap.newKeySet();
    /** The start and end of a grant's validity trigger no event. */
    private final PeriodicTask recheck;

    private volatile boolean running;

    private record PollerKey(CloudName cloud, ResourceKind kind) {}

    PollingResourceInventory(
            Clouds clouds,
            AccessDecisionService accessDecisionService,
            Clock clock,
            InventoryProperties inventoryProperties) {
        this.clouds = clouds;
        this.accessDecisionService = accessDecisionService;
        this.clock = clock;
        this.recheck = new PeriodicTask(
                "resource-permissions", inventoryProperties.recheck(), () -> viewers.forEach(ViewerTask::trigger));
    }

    @Override
    public Subscription subscribe(ResourceKind kind, UserId viewer, Consumer<VisibleResources> receiver) {
        ViewerTask task = new ViewerTask(kind, viewer, receiver);
        viewers.add(task);
        pollers(kind).forEach(KindPoller::wake);
        task.trigger();
        return () -> viewers.remove(task);
    }

    @Override
    public VisibleResources load(ResourceKind kind, UserId viewer) {
        EffectivePermissions permissions = accessDecisionService.permissions(viewer);
        pollers(kind).filter(poller -> permissions.coversCloud(poller.cloud())).forEach(KindPoller::refresh);
        return visible(kind, permissions);
    }

    private VisibleResources visible(ResourceKind kind, EffectivePermissions permissions) {
        Map<CloudName, Freshness> states = new HashMap<>();
        List<CloudResource> resources = pollers(kind)
                .filter(poller -> permissions.coversCloud(poller.cloud()))
                .flatMap(poller -> {
                    KindPoller.State state = poller.state();
                    states.put(poller.cloud(), state.freshness());
                    return state.resources().stream();
                })
                .filter(permissions::isVisible)
                .sorted(BY_NAME)
                .toList();
        return new VisibleResources(resources, states);
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
                    () -> running && viewersOf(key.kind()).findAny().isPresent(),
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
        recheck.start();
    }

    @Override
    public void stop() {
        running = false;
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

        ViewerTask(ResourceKind kind, UserId viewer, Consumer<VisibleResources> receiver) {
            this.kind = kind;
            this.viewer = viewer;
            this.receiver = receiver;
            this.delivery = new CoalescingTask("resource-updates-" + viewer, this::deliver);
        }

        void trigger() {
            delivery.trigger();
        }

        private void deliver() {
            VisibleResources now = visible(kind, accessDecisionService.permissions(viewer));
            if (viewers.contains(this) && !now.equals(delivered)) {
                receiver.accept(now);
                delivered = now;
            }
        }
    }
}
