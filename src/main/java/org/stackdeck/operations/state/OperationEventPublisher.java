package org.stackdeck.operations.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.platform.Subscribers;
import org.stackdeck.platform.Subscription;

/**
 * Publishes changes of operations. Each listener runs on a separate virtual thread, and is never called concurrently. A
 * slow listener receives only the newest state of each operation. A failing listener does not affect other listeners.
 */
@Component
public class OperationEventPublisher {

    private static final Logger log = LoggerFactory.getLogger(OperationEventPublisher.class);

    private final Subscribers<QueuedListener> queuedListeners = new Subscribers<>();
    private final Subscribers<QueuedListener> endListeners = new Subscribers<>();
    private final Subscribers<Runnable> ownChanges = new Subscribers<>();

    void publishOwn(Operation operation) {
        publish(operation);
        ownChanges.notifyEach(Runnable::run);
    }

    /** Publishes a change that another node, or this node before a restart, has made. */
    public void publish(Operation operation) {
        queuedListeners.notifyEach(queuedListener -> queuedListener.enqueue(operation));
    }

    /** Runs the receiver after each change by this node. The receiver must not block. */
    Subscription subscribeToOwnChanges(Runnable receiver) {
        return ownChanges.add(receiver);
    }

    public Subscription subscribe(Consumer<Operation> receiver) {
        return queuedListeners.add(new QueuedListener(receiver));
    }

    /** Publishes the end of an operation. Called once, on the instance that ended the operation. */
    void publishCompletion(Operation operation) {
        endListeners.notifyEach(listener -> listener.enqueue(operation));
    }

    public Subscription subscribeToCompletions(Consumer<Operation> receiver) {
        return endListeners.add(new QueuedListener(receiver));
    }

    private static final class QueuedListener {

        private final Consumer<Operation> receiver;
        private final Map<OperationId, Operation> pending = new LinkedHashMap<>();
        private final CoalescingTask delivery = new CoalescingTask("operation-events", this::deliverPending);

        QueuedListener(Consumer<Operation> receiver) {
            this.receiver = receiver;
        }

        void enqueue(Operation operation) {
            synchronized (pending) {
                pending.put(operation.id(), operation);
            }
            delivery.trigger();
        }

        private void deliverPending() {
            takePending().forEach(this::deliver);
        }

        private List<Operation> takePending() {
            synchronized (pending) {
                List<Operation> batch = List.copyOf(pending.values());
                pending.clear();
                return batch;
            }
        }

        private void deliver(Operation operation) {
            try {
                receiver.accept(operation);
            } catch (RuntimeException | Error e) {
                // An uncaught error would prevent the delivery of the other operations.
                log.warn("Could not notify a listener of operation {}", operation.id(), e);
            }
        }
    }
}
