package org.stackdeck.api;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.UnsuitableOrderException;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operations;
import org.stackdeck.operations.Repeatable;
import org.stackdeck.operations.RepeatableOperations;
import org.stackdeck.operations.RepeatableOperations.Once;
import org.stackdeck.operations.RepeatedDifferentlyException;

/** Submits actions on servers given by id, and maps refusals to problems. */
@Component
class ServerActions {

    private final VisibleServers servers;
    private final Operations operations;
    private final RepeatableOperations repeatableOperations;

    ServerActions(VisibleServers servers, Operations operations, RepeatableOperations repeatableOperations) {
        this.servers = servers;
        this.operations = operations;
        this.repeatableOperations = repeatableOperations;
    }

    /**
     * @param repeatable null for a request without idempotency key; otherwise an operation accepted before is returned
     *     even if its server no longer exists
     * @throws ProblemException when the action is refused
     */
    Once submit(Caller caller, String id, @Nullable String cloud, Order order, @Nullable Repeatable repeatable) {
        if (repeatable == null) {
            return asked(caller, id, cloud, order, server -> new Once(operations.submit(caller, server, order), true));
        }
        try {
            Optional<Operation> before = repeatableOperations.before(caller, repeatable);
            return before.isPresent()
                    ? new Once(before.get(), false)
                    : asked(
                            caller,
                            id,
                            cloud,
                            order,
                            server -> repeatableOperations.submit(caller, server, order, repeatable));
        } catch (RepeatedDifferentlyException e) {
            throw RepeatKeys.repeatedDifferently();
        }
    }

    /** Reserves the key for a request with several parts. */
    void begin(Caller caller, Repeatable whole) {
        try {
            repeatableOperations.begin(caller, whole);
        } catch (RepeatedDifferentlyException e) {
            throw RepeatKeys.repeatedDifferently();
        }
    }

    private Once asked(
            Caller caller, String id, @Nullable String cloud, Order order, Function<ServerKey, Once> submit) {
        ServerKey server =
                order.action().reachesDeleted() ? servers.keyOfAny(caller, id, cloud) : servers.key(caller, id, cloud);
        try {
            return submit.apply(server);
        } catch (UnsuitableOrderException e) {
            throw OrderProblems.problem(e, order);
        } catch (ActionRefusedException e) {
            throw e.answer() instanceof Answer.Invisible
                    ? servers.unknown(caller, cloud)
                    : Refusals.problem(e.answer(), server);
        }
    }
}
