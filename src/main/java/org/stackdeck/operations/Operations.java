package org.stackdeck.operations;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.platform.Subscription;

/** Actions that were accepted. */
public interface Operations {

    /**
     * Checks, records and starts an action. When it returns, the operation is in the database and will end once, also
     * if the process is killed. Audited, refusals too.
     *
     * @param order what it names can be given by name where one thing alone has it; such an order asks the cloud first
     * @throws ActionRefusedException when it is not available
     * @throws org.stackdeck.cloud.UnsuitableOrderException when a parameter is missing, or not of a kind that the cloud takes
     * @throws org.stackdeck.cloud.CloudException when what it names cannot be looked up, or whether the cloud keeps a server
     *     that was deleted
     * @throws org.stackdeck.identity.StepUpRequiredException when it destroys, and the caller's last proof is too old
     */
    default Operation submit(Caller caller, ServerKey server, Order order) {
        return submit(caller, server, order, Duration.ZERO);
    }

    /**
     * The same, and leaves time to think better of it.
     *
     * @param grace how long it waits before it is sent, in which it can be withdrawn
     */
    Operation submit(Caller caller, ServerKey server, Order order, Duration grace);

    /**
     * Takes an operation back that was not sent yet; asked for by whoever asked for it, or could. Audited, refusals too.
     *
     * @return what became of it: CANCELLED, or what it is where it was sent already; empty where the caller may not know of
     *     it
     * @throws ActionRefusedException when the caller may know of it, but it is not theirs to take back
     */
    Optional<Operation> withdraw(Caller caller, OperationId id);

    /** The same for an action that needs to know nothing else. */
    default Operation submit(Caller caller, ServerKey server, ServerAction action) {
        return submit(caller, server, Order.of(action));
    }

    /** The operation, if the caller may see its server (or asked for it). */
    Optional<Operation> find(Caller caller, OperationId id);

    /**
     * Tells the password that the cloud made for the administrator within the server, to whoever asked for the operation,
     * and to nobody a second time. Audited, without the password.
     *
     * @return empty where there is none: none was made, it was told, or an hour has passed since
     */
    Optional<String> tellPassword(Caller caller, OperationId id);

    /** The newest operations on servers that the caller may see, and the caller's own; newest first, at most 500. */
    default List<Operation> recent(Caller caller, int limit) {
        return recent(caller, OperationFilter.ALL, limit);
    }

    /** The same of those that the filter lets through. */
    List<Operation> recent(Caller caller, OperationFilter filter, int limit);

    /**
     * Whether the subject may know of the operation: their own as long as they are active, and those on servers that
     * they may see now. Decides on what it is given, and asks no database.
     */
    boolean mayKnow(Subject subject, Operation operation);

    /** The operation on a server that has not ended, from memory. */
    Optional<Operation> active(ServerKey server);

    /** Tells of each operation that was accepted or changed, unfiltered, on a thread of the operations module. */
    Subscription subscribe(Consumer<Operation> listener);
}
