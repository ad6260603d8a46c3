package org.stackdeck.inventory.replication;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
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
import org.stackdeck.platform.node.ClusterProperties;
import org.stackdeck.platform.node.NodeEvent;
import org.stackdeck.platform.node.NodeEventPublisher;
import org.stackdeck.platform.node.NodeId;

/**
 * Shares the polling of each cloud, and the requests for its lists of resources, among several nodes. Does not use the
 * database unless {@code stackdeck.nodes.enabled} is set.
 */
@Component
public class PollingCoordinator {

    private static final int MAX_CONCURRENT_PUBLICATIONS = 2;

    private static final Duration PUBLISHING_INTERVAL = Duration.ofMillis(100);
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);
    private static final Duration DEMAND_REPORT_INTERVAL = Duration.ofMillis(250);

    private final PollingLeaseRepository repository;
    private final ClusterProperties clusterProperties;
    private final Consumer<List<NodeEvent>> publisher;
    private final NodeId node;

    private final Map<CloudLeaderElector, List<PeriodicTask>> clouds = new ConcurrentHashMap<>();
    private final PeriodicTask demandReports;
    private final ResourceListLeases lists;
    /** Limits concurrent publications, so that database connections remain available for renewals of leases. */
    private final Semaphore publications = new Semaphore(MAX_CONCURRENT_PUBLICATIONS);

    private volatile @Nullable Receivers receivers;

    private record Receivers(PollDemandTracker tracker, DemandReporter reporter, Consumer<ServerKey> hints) {}

    @Autowired
    PollingCoordinator(
            PollingLeaseRepository repository,
            ClusterProperties clusterProperties,
            NodeId node,
            NodeEventPublisher nodeEventPublisher) {
        this(repository, clusterProperties, node, nodeEventPublisher::publishToOtherNodes);
    }

    PollingCoordinator(
            PollingLeaseRepository repository,
            ClusterProperties clusterProperties,
            NodeId node,
            Consumer<List<NodeEvent>> publisher) {
        this.repository = repository;
        this.clusterProperties = clusterProperties;
        this.node = node;
        this.publisher = publisher;
        this.lists = new ResourceListLeases(repository, clusterProperties, node, publisher);
        this.demandReports = new PeriodicTask("poll-demand-reports", DEMAND_REPORT_INTERVAL, this::reportDemand);
    }

    /**
     * Starts the replication if several nodes are enabled.
     *
     * @param hints receives servers that may have changed according to other nodes
     * @param monotonicClock the clock of all polling contexts
     */
    public void start(PollDemandTracker demandTracker, Consumer<ServerKey> hints, Clock monotonicClock) {
        if (clusterProperties.enabled()) {
            repository.deleteOutdated();
            receivers = new Receivers(
                    demandTracker,
                    new DemandReporter(demandTracker, this::isPolledElsewhere, publisher, monotonicClock),
                    hints);
            demandReports.start();
        }
    }

    /** Stops the replication, and releases all leases. */
    public void stop() {
        demandReports.stop();
        clouds.keySet().forEach(cloud -> close(cloud, false));
    }

    /**
     * Registers a cloud whose polling the nodes share. Returns empty if several nodes are not enabled. Called between
     * {@link #start} and {@link #stop}.
     *
     * @param address distinguishes the cloud from another cloud with the same name
     * @param polling polling that the result starts and stops; must be stopped initially
     */
    public Optional<CloudLeaderElector> add(String address, PollingContext context, PollingControl polling) {
        if (!clusterProperties.enabled()) {
            return Optional.empty();
        }
        CloudLeaderElector cloud = new CloudLeaderElector(
                leaseId(context.cloud(), address), repository, node.toString(), context, polling);
        List<PeriodicTask> tasks = tasks(cloud);
        clouds.put(cloud, tasks);
        polling.follow();
        tasks.forEach(PeriodicTask::start);
        return Optional.of(cloud);
    }

    /** Returns the replication of the lists of resources other than servers, which is started separately. */
    public ResourceListLeases lists() {
        return lists;
    }

    /** Ends the replication of a cloud that was removed or has changed. */
    public void remove(CloudLeaderElector cloud) {
        close(cloud, true);
    }

    private void close(CloudLeaderElector cloud, boolean clears) {
        List<PeriodicTask> tasks = clouds.remove(cloud);
        if (tasks != null) {
            tasks.forEach(PeriodicTask::stop);
            cloud.close(clears);
        }
    }

    /**
     * Uses separate threads for each cloud, so that work for one cloud does not delay renewing the lease of another.
     */
    private List<PeriodicTask> tasks(CloudLeaderElector cloud) {
        String name = cloud.cloud().value();
        return List.of(
                new PeriodicTask("cloud-lease-" + name, Duration.ZERO, clusterProperties.pollInterval(), cloud::update),
                new PeriodicTask("cloud-lease-check-" + name, CHECK_INTERVAL, cloud::checkTimes),
                new PeriodicTask("inventory-publishing-" + name, PUBLISHING_INTERVAL, () -> publish(cloud)));
    }

    private void publish(CloudLeaderElector cloud) {
        try {
            publications.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            cloud.publish();
        } finally {
            publications.release();
        }
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

    @EventListener
    void on(ResourceListHinted event) {
        lists.receive(event);
    }

    private void reportDemand() {
        Receivers current = receivers;
        if (current != null) {
            current.reporter().report();
        }
    }

    private boolean isPolledElsewhere(@Nullable CloudName name) {
        return clouds.keySet().stream()
                .anyMatch(cloud ->
                        !cloud.isPolling() && (name == null || cloud.cloud().equals(name)));
    }

    private static String leaseId(CloudName cloud, String address) {
        return Sha256.hex(cloud.value() + "\n" + address);
    }
}
