package org.stackdeck.operations;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ServerKey;

/** What is under way, in memory, for all who look at servers; the database alone decides. */
@Component
class ActiveOperations {

    private final Map<ServerKey, Operation> byServer = new ConcurrentHashMap<>();

    Optional<Operation> on(ServerKey server) {
        return Optional.ofNullable(byServer.get(server));
    }

    void changed(Operation operation) {
        byServer.compute(operation.server(), (server, known) -> {
            if (!operation.state().ended()) {
                return operation;
            }
            // The end of one may be told after the beginning of the next.
            return known == null || known.id().equals(operation.id()) ? null : known;
        });
    }
}
