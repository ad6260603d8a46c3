package org.stackdeck.platform.node;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Stores the events of this node for the other nodes. Stores nothing if {@code stackdeck.nodes.enabled} is false. */
@Component
public class NodeEventPublisher {

    private final NodeEventRepository repository;
    private final ClusterProperties clusterProperties;
    private final NodeId node;

    NodeEventPublisher(NodeEventRepository repository, ClusterProperties clusterProperties, NodeId node) {
        this.repository = repository;
        this.clusterProperties = clusterProperties;
        this.node = node;
    }

    /** Returns whether other nodes can use the same database. */
    public boolean isEnabled() {
        return clusterProperties.enabled();
    }

    /**
     * Publishes events on the other nodes only. Stores them immediately, in the current transaction if there is one.
     */
    public void publishToOtherNodes(Collection<? extends NodeEvent> events) {
        if (isEnabled()) {
            repository.insert(node, SerializedNodeEvent.of(events));
        }
    }

    /**
     * Stores an event immediately before the commit of its transaction. Ignores events without a transaction: they come
     * from other nodes, or follow from a committed event and are published on each node.
     */
    @EventListener
    void on(NodeEvent event) {
        if (isEnabled()
                && TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.isActualTransactionActive()) {
            currentSynchronization().events.add(event);
        }
    }

    private StoringSynchronization currentSynchronization() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(StoringSynchronization.class::isInstance)
                .map(StoringSynchronization.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    StoringSynchronization synchronization = new StoringSynchronization();
                    TransactionSynchronizationManager.registerSynchronization(synchronization);
                    return synchronization;
                });
    }

    private final class StoringSynchronization implements TransactionSynchronization {

        private final Set<NodeEvent> events = new LinkedHashSet<>();

        /** Runs before the audit trail. The lock of the trail is the last lock that a transaction acquires. */
        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE - 1;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            publishToOtherNodes(List.copyOf(events));
        }
    }
}
