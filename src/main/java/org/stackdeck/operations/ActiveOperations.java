package org.stackdeck.operations;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;

/** What is under way, in memory, for all who look at servers; the database alone decides. */
@Component
class ActiveOperations {

    private static final int REMEMBERED_ENDS = 1000;

    private final Map<OperationId, Operation> byId = new ConcurrentHashMap<>();
    private final Map<ServerKey, Operation> byServer = new ConcurrentHashMap<>();
    private final Set<OperationId> ended = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<OperationId, Boolean> eldest) {
            return size() > REMEMBERED_ENDS;
        }
    });

    Optional<Operation> on(ServerKey server) {
        return Optional.ofNullable(byServer.get(server));
    }

    List<Operation> all() {
        return List.copyOf(byId.values());
    }

    /** Returns whether it was news. What was read before an end and is told after it counts for nothing. */
    synchronized boolean changed(Operation operation) {
        if (operation.state().ended()) {
            forget(operation);
            return ended.add(operation.id());
        }
        if (ended.contains(operation.id())) {
            return false;
        }
        Operation before = byId.put(operation.id(), operation);
        if (before != null && !before.server().equals(operation.server())) {
            settle(before.server());
        }
        settle(operation.server());
        return !operation.equals(before);
    }

    /** The end of one may be told after the beginning of the next, which stays. */
    synchronized void forget(Operation operation) {
        Operation known = byId.remove(operation.id());
        settle(operation.server());
        if (known != null) {
            settle(known.server());
        }
    }

    /** One that is being made can be deleted meanwhile, and then that is what counts. */
    private void settle(ServerKey server) {
        Optional<Operation> first = byId.values().stream()
                .filter(one -> one.server().equals(server))
                .min(Comparator.comparing(one -> one.action() == ServerAction.CREATE));
        byServer.compute(server, (_, _) -> first.orElse(null));
    }
}
