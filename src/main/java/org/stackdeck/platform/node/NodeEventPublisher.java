package org.stackdeck.platform.node;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Stores the events of this node for the other nodes, if there can be others. */
@Component
public class NodeEventPublisher {

    private final NodeEventRepository repository;
    private final NodeProperties nodeProperties;
    private final NodeId node;

    NodeEventPublisher(NodeEventRepository repository, NodeProperties nodeProperties, NodeId node) {
        this.repository = repository;
        this.nodeProperties = nodeProperties;
        this.node = node;
    }

    /** Returns whether other nodes can use the same database. */
    public boolean isEnabled() {
        return nodeProperties.enabled();
    }

    /** Publishes events on the other nodes only. Stores them at once. */
    public void publishToOtherNodes(Collection<? extends NodeEvent> events) {
        if (isEnabled()) {
            repository.insert(node, SerializedNodeEvent.of(events));
        }
    }

    /**
     * Stores an event immediately before the commit of its transaction. Ignores events without a transaction: they are
     * those of other nodes, and those that follow from a committed event, on each node.
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

        /** Runs before the audit trail, whose lock is the last one that a transaction acquires. */
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
