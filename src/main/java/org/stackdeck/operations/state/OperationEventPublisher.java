package org.stackdeck.operations.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.Subscription;

/**
 * Publishes operation changes. Each listener runs on its own virtual thread, in order and never concurrently. A slow
 * listener receives only the newest state of each operation; a failing listener does not affect others.
 */
@Component
public class OperationEventPublisher {

    private static final Logger log = LoggerFactory.getLogger(OperationEventPublisher.class);

    private final Set<QueuedListener> queuedListeners = ConcurrentHashMap.newKeySet();

    public void publish(Operation operation) {
        queuedListeners.forEach(queuedListener -> queuedListener.enqueue(operation));
    }

    public Subscription subscribe(Consumer<Operation> receiver) {
        QueuedListener queuedListener = new QueuedListener(receiver);
        queuedListeners.add(queuedListener);
        return () -> queuedListeners.remove(queuedListener);
    }

    private static final class QueuedListener {

        private final Consumer<Operation> receiver;
        private final Map<OperationId, Operation> pending = new LinkedHashMap<>();
        private boolean running;

        QueuedListener(Consumer<Operation> receiver) {
            this.receiver = receiver;
        }

        synchronized void enqueue(Operation operation) {
            pending.put(operation.id(), operation);
            if (!running) {
                running = true;
                Thread.ofVirtual().name("operation-events").start(this::run);
            }
        }

        private void run() {
            for (List<Operation> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
                batch.forEach(this::deliver);
            }
        }

        private synchronized List<Operation> nextBatch() {
            List<Operation> batch = List.copyOf(pending.values());
            pending.clear();
            running = !batch.isEmpty();
            return batch;
        }

        private void deliver(Operation operation) {
            try {
                receiver.accept(operation);
            } catch (RuntimeException | Error e) {
                // An uncaught error would stop the deliveries to this listener permanently.
                log.warn("Could not notify a listener of operation {}", operation.id(), e);
            }
        }
    }
}
