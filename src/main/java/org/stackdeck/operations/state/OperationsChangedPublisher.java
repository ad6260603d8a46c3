package org.stackdeck.operations.state;

import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.platform.Subscription;
import org.stackdeck.platform.node.NodeEventPublisher;

/**
 * Notifies the other nodes of changed operations on this node. Changes during a notification cause one additional
 * notification.
 */
@Component
class OperationsChangedPublisher implements DisposableBean {

    private final Subscription subscription;

    OperationsChangedPublisher(OperationEventPublisher operationEventPublisher, NodeEventPublisher nodeEventPublisher) {
        CoalescingTask sending = new CoalescingTask(
                "operation-replication",
                () -> nodeEventPublisher.publishToOtherNodes(List.of(new OperationsChanged())));
        this.subscription = nodeEventPublisher.isEnabled()
                ? operationEventPublisher.subscribeToOwnChanges(sending::trigger)
                : () -> {};
    }

    @Override
    public void destroy() {
        subscription.close();
    }
}
