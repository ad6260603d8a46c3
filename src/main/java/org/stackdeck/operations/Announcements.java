package org.stackdeck.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.Subscription;

/**
 * Publishes operation changes. Each listener runs on its own virtual thread, in order and never concurrently. A slow
 * listener receives only the newest state of each operation; a failing listener does not affect others.
 */
@Component
class Announcements {

    private static final Logger log = LoggerFactory.getLogger(Announcements.class);

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    void tell(Operation operation) {
        listeners.forEach(listener -> listener.tell(operation));
    }

    Subscription subscribe(Consumer<Operation> receiver) {
        Listener listener = new Listener(receiver);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private static final class Listener {

        private final Consumer<Operation> receiver;
        private final Map<OperationId, Operation> pending = new LinkedHashMap<>();
        private boolean telling;

        Listener(Consumer<Operation> receiver) {
            this.receiver = receiver;
        }

        synchronized void tell(Operation operation) {
            pending.put(operation.id(), operation);
            if (!telling) {
                telling = true;
                Thread.ofVirtual().name("operation-events").start(this::run);
            }
        }

        private void run() {
            for (List<Operation> batch = next(); !batch.isEmpty(); batch = next()) {
                batch.forEach(this::receive);
            }
        }

        private synchronized List<Operation> next() {
            List<Operation> batch = List.copyOf(pending.values());
            pending.clear();
            telling = !batch.isEmpty();
            return batch;
        }

        private void receive(Operation operation) {
            try {
                receiver.accept(operation);
            } catch (RuntimeException | Error e) {
                // An uncaught error would stop the deliveries to this listener permanently.
                log.warn("Could not notify a listener of operation {}", operation.id(), e);
            }
        }
    }
}
