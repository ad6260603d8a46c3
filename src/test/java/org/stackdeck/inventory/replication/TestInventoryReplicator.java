package org.stackdeck.inventory.replication;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.stackdeck.platform.node.NodeEvent;
import org.stackdeck.platform.node.NodeId;
import org.stackdeck.platform.node.NodeProperties;

/** Creates nodes that share a database in memory. Events reach the other nodes immediately. */
public final class TestInventoryReplicator {

    private final FakeCloudLeaseRepository repository;
    private final List<InventoryReplicator> nodes = new CopyOnWriteArrayList<>();

    public TestInventoryReplicator() {
        this(Clock.systemUTC());
    }

    /** @param clock the clock of the database */
    public TestInventoryReplicator(Clock clock) {
        this.repository = new FakeCloudLeaseRepository(clock);
    }

    /** Returns the sharing of a single node. Any use of the database fails. */
    public static InventoryReplicator disabled() {
        FakeCloudLeaseRepository unavailable = new FakeCloudLeaseRepository(Clock.systemUTC());
        unavailable.setAvailable(false);
        NodeProperties single = new NodeProperties(false, Duration.ofMillis(250), Duration.ZERO);
        return new InventoryReplicator(unavailable, single, newId(), (List<NodeEvent> _) -> {
            throw new IllegalStateException("no other nodes");
        });
    }

    private static NodeId newId() {
        return new NodeId(UUID.randomUUID());
    }

    public InventoryReplicator newNode() {
        int index = nodes.size();
        InventoryReplicator node = new InventoryReplicator(
                repository,
                new NodeProperties(true, Duration.ofMillis(50), Duration.ZERO),
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
            InventoryReplicator node = nodes.get(i);
            if (i != author) {
                events.forEach(event -> deliver(node, event));
            }
        }
    }

    private static void deliver(InventoryReplicator node, NodeEvent event) {
        switch (event) {
            case InventoryViewed viewed -> node.on(viewed);
            case ScopeFollowed followed -> node.on(followed);
            case ServerChangeHinted hinted -> node.on(hinted);
            case ResourceListHinted hinted -> node.on(hinted);
            default -> throw new IllegalArgumentException(event.toString());
        }
    }
}
