package org.stackdeck.inventory.replication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.polling.PollDemandTracker;
import org.stackdeck.inventory.polling.PollingContext;
import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.platform.PeriodicTask;
import org.stackdeck.platform.Sha256;
import org.stackdeck.platform.node.NodeEvent;
import org.stackdeck.platform.node.NodeEventPublisher;
import org.stackdeck.platform.node.NodeProperties;

/**
 * Shares the polling of each cloud among several nodes. Does not use the database unless {@code
 * stackdeck.nodes.enabled} is set.
 */
@Component
public class InventorySharing {

    private static final Duration PUBLISHING_INTERVAL = Duration.ofMillis(100);
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);

    private final CloudLeaseRepository repository;
    private final boolean enabled;
    private final Consumer<List<NodeEvent>> publisher;
    /** A restarted process has a new ID. */
    private final String node = UUID.randomUUID().toString();

    private final Map<String, SharedCloud> clouds = new ConcurrentHashMap<>();
    private final List<PeriodicTask> tasks;
    private final PeriodicTask demandReports;
    private volatile @Nullable Receivers receivers;

    private record Receivers(
            PollDemandTracker tracker, DemandReporter reporter, Consumer<ServerKey> hints, Clock monotonicClock) {}

    @Autowired
    InventorySharing(
            CloudLeaseRepository repository, NodeProperties nodeProperties, NodeEventPublisher nodeEventPublisher) {
        this(repository, nodeProperties, nodeEventPublisher::publishToOtherNodes);
    }

    InventorySharing(
            CloudLeaseRepository repository, NodeProperties nodeProperties, Consumer<List<NodeEvent>> publisher) {
        this.repository = repository;
        this.enabled = nodeProperties.enabled();
        this.publisher = publisher;
        this.demandReports = new PeriodicTask("poll-demand-reports", CHECK_INTERVAL, this::reportDemand);
        this.tasks = List.of(
                new PeriodicTask("cloud-leases", Duration.ZERO, nodeProperties.pollInterval(), this::updateLeases),
                new PeriodicTask("cloud-lease-checks", CHECK_INTERVAL, () -> forEachCloud(SharedCloud::checkTimes)),
                new PeriodicTask("inventory-publishing", PUBLISHING_INTERVAL, () -> forEachCloud(SharedCloud::publish)),
                demandReports);
    }

    /**
     * Starts the sharing if several nodes are enabled.
     *
     * @param hints receives servers that may have changed according to other nodes
     * @param monotonicClock the clock of all polling contexts
     */
    public void start(PollDemandTracker demandTracker, Consumer<ServerKey> hints, Clock monotonicClock) {
        if (enabled) {
            repository.deleteOutdated();
            receivers = new Receivers(
                    demandTracker,
                    new DemandReporter(demandTracker, this::isPolledElsewhere, publisher, monotonicClock),
                    hints,
                    monotonicClock);
            tasks.forEach(PeriodicTask::start);
        }
    }

    /** Stops the sharing, and releases all leases. */
    public void stop() {
        tasks.forEach(PeriodicTask::stop);
        clouds.values().forEach(cloud -> cloud.close(false));
        clouds.clear();
    }

    /**
     * Shares the polling of a cloud. Returns empty if several nodes are not enabled.
     *
     * @param address distinguishes the cloud from another cloud with the same name
     * @param polling polling that the result starts and stops; must be stopped initially
     */
    public Optional<SharedCloud> add(String address, PollingContext context, SharedPolling polling) {
        if (!enabled) {
            return Optional.empty();
        }
        SharedCloud cloud = new SharedCloud(leaseId(context.cloud(), address), repository, node, context, polling);
        clouds.put(cloud.leaseId(), cloud);
        return Optional.of(cloud);
    }

    /** Ends the sharing of a cloud that was removed or has changed. */
    public void remove(SharedCloud cloud) {
        clouds.remove(cloud.leaseId(), cloud);
        cloud.close(true);
    }

    /** Reports an increased demand to the polling nodes soon. Does not block. */
    public void demandIncreased() {
        demandReports.trigger();
    }

    /** Reports a followed scope to the node that polls it. Does not block. */
    public void follow(ScopeKey scope, Duration time) {
        Receivers current = receivers;
        if (current != null) {
            current.reporter().follow(scope, time);
        }
    }

    /** Reports a server that may have changed to the node that polls it. Does not block. */
    public void hint(ServerKey server) {
        Receivers current = receivers;
        if (current != null) {
            current.reporter().hint(server);
            demandReports.trigger();
        }
    }

    @EventListener
    void on(InventoryViewed event) {
        Receivers current = receivers;
        if (current != null) {
            current.tracker().extendRemoteViewing(event.server(), DemandReporter.VALIDITY);
        }
    }

    @EventListener
    void on(ScopeFollowed event) {
        Receivers current = receivers;
        if (current != null) {
            current.tracker().follow(event.scope(), Duration.ofMillis(event.millis()));
        }
    }

    @EventListener
    void on(ServerChangeHinted event) {
        Receivers current = receivers;
        if (current != null) {
            current.hints().accept(event.server());
        }
    }

    private void reportDemand() {
        Receivers current = receivers;
        if (current != null) {
            current.reporter().report();
        }
    }

    private boolean isPolledElsewhere(@Nullable CloudName name) {
        return clouds.values().stream()
                .anyMatch(cloud ->
                        !cloud.isPolling() && (name == null || cloud.cloud().equals(name)));
    }

    private void updateLeases() {
        Receivers current = receivers;
        if (current == null) {
            return;
        }
        Instant askedAt = current.monotonicClock().instant();
        Collection<SharedCloud> shared = List.copyOf(clouds.values());
        Map<String, CloudLease> leases = repository
                .find(shared.stream().map(SharedCloud::leaseId).toList())
                .stream()
                .collect(Collectors.toMap(CloudLease::id, Function.identity()));
        forEach(shared, cloud -> cloud.update(leases.get(cloud.leaseId()), askedAt));
    }

    private void forEachCloud(Consumer<SharedCloud> action) {
        forEach(List.copyOf(clouds.values()), action);
    }

    /** Runs the action for all clouds, even if it fails for some of them, and then throws the first exception. */
    private static void forEach(Collection<SharedCloud> clouds, Consumer<SharedCloud> action) {
        RuntimeException failure = null;
        for (SharedCloud cloud : clouds) {
            try {
                action.accept(cloud);
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static String leaseId(CloudName cloud, String address) {
        return Sha256.hex(cloud.value() + "\n" + address);
    }
}
