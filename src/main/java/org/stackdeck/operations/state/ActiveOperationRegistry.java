package org.stackdeck.operations.state;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;

/**
 * In-memory registry of pending and running operations, for display and for a first check of new actions. The database
 * makes the final decision.
 */
@Component
public class ActiveOperationRegistry {

    private static final int MAX_REMEMBERED_ENDED = 1000;

    private final Map<OperationId, Operation> byId = new ConcurrentHashMap<>();
    private final Map<ServerKey, Operation> byServer = new ConcurrentHashMap<>();
    private final Set<OperationId> ended = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OperationId, Boolean> eldest) {
            return size() > MAX_REMEMBERED_ENDED;
        }
    });

    public Optional<Operation> findByServer(ServerKey server) {
        return Optional.ofNullable(byServer.get(server));
    }

    public List<Operation> all() {
        return List.copyOf(byId.values());
    }

    /**
     * Updates the registry and returns whether it changed. Ignores a stale non-final state that arrives after the end
     * of the operation.
     */
    public synchronized boolean update(Operation operation) {
        if (operation.state().isFinal()) {
            remove(operation);
            return ended.add(operation.id());
        }
        if (ended.contains(operation.id())) {
            return false;
        }
        Operation before = byId.put(operation.id(), operation);
        if (before != null && !before.server().equals(operation.server())) {
            updateServerIndex(before.server());
        }
        updateServerIndex(operation.server());
        return !operation.equals(before);
    }

    /**
     * Removes the operation, but keeps a later operation on the server: its start can be reported before the end of
     * this one.
     */
    public synchronized void remove(Operation operation) {
        Operation known = byId.remove(operation.id());
        updateServerIndex(operation.server());
        if (known != null) {
            updateServerIndex(known.server());
        }
    }

    /**
     * Updates the operation of the server. A deletion takes precedence, because it is the only operation that can run
     * during creation.
     */
    private void updateServerIndex(ServerKey server) {
        Optional<Operation> first = byId.values().stream()
                .filter(one -> one.server().equals(server))
                .min(Comparator.comparing(one -> one.action() == ServerAction.CREATE));
        byServer.compute(server, (_, _) -> first.orElse(null));
    }
}
