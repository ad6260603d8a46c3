package org.stackdeck.operations.detail;

import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.operations.Operation;
import org.stackdeck.platform.Subscription;

/**
 * Finds soft-deleted servers. A cloud does not list these servers, but retains them for a limited time so that they can
 * be restored.
 */
public interface SoftDeletedServerLookup {

    /**
     * Returns the server with its current state, if it is soft-deleted and the caller may see it. Sends a request to
     * the cloud and blocks until the cloud responds. Searches the project that Stackdeck has recorded for the server
     * or, if there is none, all projects in which the caller has a grant.
     *
     * @throws org.stackdeck.cloud.CloudException if the request to the cloud fails
     * @throws CloudRequestLimitExceededException if the caller has caused too many requests, in particular for servers
     *     that are unknown to Stackdeck
     */
    Optional<Server> find(Caller caller, ServerKey server);

    /**
     * Returns whether a lookup in the cloud is useful: Stackdeck has recorded a deletion of the server or protects it,
     * and the caller may see the server.
     */
    boolean mayBeSoftDeleted(Caller caller, ServerKey server);

    /**
     * Returns the soft-deleted server that this operation deleted, as of the last check. Call this method only for
     * users who may see the operation. Sends no request to the cloud.
     */
    Optional<Server> findAfter(Operation deletion);

    /**
     * Notifies the watcher of each server for which the result of {@link #findAfter} changes. The watcher must not
     * block.
     */
    Subscription subscribe(Consumer<ServerKey> watcher);
}
