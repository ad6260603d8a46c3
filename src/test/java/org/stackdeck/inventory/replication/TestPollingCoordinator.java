package org.stackdeck.inventory.replication;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stackdeck.platform.node.ClusterProperties;
import org.stackdeck.platform.node.NodeEvent;
import org.stackdeck.platform.node.NodeId;

/** Creates nodes that share a database in memory. Events reach the other nodes immediately. */
public final class TestPollingCoordinator {

    private final FakePollingLeaseRepository repository;
    private final List<PollingCoordinator> nodes = new CopyOnWriteArrayList<>();

    public TestPollingCoordinator() {
        this(Clock.systemUTC());
    }

    /** @param clock the clock of the database */
    public TestPollingCoordinator(Clock clock) {
        this.repository = new FakePollingLeaseRepository(clock);
    }

    /** Returns the sharing of a single node. Any use of the database fails. */
    public static PollingCoordinator disabled() {
        FakePollingLeaseRepository unavailable = new FakePollingLeaseRepository(Clock.systemUTC());
        unavailable.setAvailable(false);
        ClusterProperties single = new ClusterProperties(false, Duration.ofMillis(250), Duration.ZERO);
        return new PollingCoordinator(unavailable, single, newId(), (List<NodeEvent> _) -> {
            throw new IllegalStateException("no other nodes");
        });
    }

    private static NodeId newId() {
        return new NodeId(UUID.randomUUID());
    }

    public PollingCoordinator newNode() {
        int index = nodes.size();
        PollingCoordinator node = new PollingCoordinator(
                repository,
                new ClusterProperties(true, Duration.ofMillis(50), Duration.ZERO),
                newId(),
                (List<NodeEvent> events) -> deliver(index, events));
        nodes.add(node);
        return node;
    }

    /** Sets whether the database is available to the nodes. */
    public void setAvailable(boolean available) {
        repository.setAvailable(available);
    }

    private void deliver(int author, List<NodeEvent> events) {
        for (int i = 0; i < nodes.size(); i++) {
            PollingCoordinator node = nodes.get(i);
            if (i != author) {
                events.forEach(event -> deliver(node, event));
            }
        }
    }

    private static void deliver(PollingCoordinator node, NodeEvent event) {
        switch (event) {
            case InventoryViewed viewed -> node.on(viewed);
            case ScopeFollowed followed -> node.on(followed);
            case ServerChangeHinted hinted -> node.on(hinted);
            case ResourceListHinted hinted -> node.on(hinted);
            default -> throw new IllegalArgumentException(event.toString());
        }
    }
}
