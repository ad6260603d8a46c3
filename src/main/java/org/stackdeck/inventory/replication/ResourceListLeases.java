package org.stackdeck.inventory.replication;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.platform.PeriodicTask;
import org.stackdeck.platform.Sha256;
import org.stackdeck.platform.node.ClusterProperties;
import org.stackdeck.platform.node.NodeEvent;
import org.stackdeck.platform.node.NodeId;

/**
 * The lists of resources of this node that it shares with the other nodes. Does not use the database unless {@code
 * stackdeck.nodes.enabled} is set.
 */
public final class ResourceListLeases {

    private static final int MAX_HINTS = 20;

    private final PollingLeaseRepository repository;
    private final ClusterProperties clusterProperties;
    private final NodeId node;
    private final Consumer<List<NodeEvent>> publisher;
    private final Set<ResourceListLease> lists = ConcurrentHashMap.newKeySet();
    /** Hints that are not published yet. */
    private final Set<ResourceListHinted> hints = ConcurrentHashMap.newKeySet();

    private final PeriodicTask renewals;
    private final PeriodicTask checks;
    private final PeriodicTask hintReports;
    private volatile Consumer<ResourceListHinted> receiver = _ -> {};

    ResourceListLeases(
            PollingLeaseRepository repository,
            ClusterProperties clusterProperties,
            NodeId node,
            Consumer<List<NodeEvent>> publisher) {
        this.repository = repository;
        this.clusterProperties = clusterProperties;
        this.node = node;
        this.publisher = publisher;
        this.renewals = new PeriodicTask(
                "resource-list-leases",
                clusterProperties.pollInterval(),
                () -> lists.forEach(ResourceListLease::renewIfDue));
        this.checks = new PeriodicTask("resource-list-checks", clusterProperties.pollInterval(), this::check);
        this.hintReports = new PeriodicTask("resource-list-hints", clusterProperties.pollInterval(), this::reportHints);
    }

    /** @param hintReceiver receives the hints of other nodes; must not block */
    public void start(Consumer<ResourceListHinted> hintReceiver) {
        if (clusterProperties.enabled()) {
            receiver = hintReceiver;
            renewals.start();
            checks.start();
            hintReports.start();
        }
    }

    /** The caller closes the lists. */
    public void stop() {
        receiver = _ -> {};
        renewals.stop();
        checks.stop();
        hintReports.stop();
    }

    /**
     * Returns the shared list of the kind; empty if several nodes are not enabled. The caller closes it.
     *
     * @param address distinguishes the cloud from another cloud with the same name
     * @param clock a monotonic clock
     */
    public Optional<ResourceListLease> open(CloudName cloud, String address, ResourceKind kind, Clock clock) {
        if (!clusterProperties.enabled()) {
            return Optional.empty();
        }
        String id = Sha256.hex(cloud.value() + "\n" + address + "\n" + kind.code());
        ResourceListLease list = new ResourceListLease(id, cloud, repository, node.toString(), clock, lists::remove);
        lists.add(list);
        return Optional.of(list);
    }

    /** Reports to the other nodes that resources may have changed, with the next report. Does not block. */
    public void hint(CloudName cloud, ResourceKind kind) {
        if (clusterProperties.enabled()) {
            hints.add(new ResourceListHinted(cloud, kind));
        }
    }

    void receive(ResourceListHinted event) {
        receiver.accept(event);
    }

    /** Finds the publications of other nodes, with one query for all lists. */
    private void check() {
        Map<String, ResourceListLease> watched = lists.stream()
                .filter(ResourceListLease::isWatched)
                .collect(Collectors.toMap(ResourceListLease::id, Function.identity(), (one, _) -> one));
        if (!watched.isEmpty()) {
            repository.findAll(watched.keySet()).forEach(lease -> {
                ResourceListLease list = watched.get(lease.id());
                if (list != null) {
                    list.check(lease);
                }
            });
        }
    }

    private void reportHints() {
        List<ResourceListHinted> reported = hints.stream().limit(MAX_HINTS).toList();
        if (!reported.isEmpty()) {
            // Remove them before the publication, so that hints during it are published again.
            reported.forEach(hints::remove);
            try {
                publisher.accept(List.copyOf(reported));
            } catch (RuntimeException e) {
                hints.addAll(reported);
                throw e;
            }
        }
    }
}
