package org.stackdeck.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;

/** The live inventory of servers. Results for a viewer are filtered by the grants at the time of the call. */
public interface Inventory {

    /**
     * Subscribes one viewer. The receiver gets the complete state first, then each change. Calls occur one at a time on
     * the thread of the subscription, which merges changes that occur during a call. The receiver is also called if
     * only the freshness or the viewer's permissions have changed. The rate of calls is not limited. An open
     * subscription that is not paused increases the polling demand.
     */
    PausableSubscription subscribe(UserId viewer, Consumer<VisibleServersUpdate> receiver);

    /**
     * Same as {@link #subscribe(UserId, Consumer)}, for the page of a server. While the subscription is open and not
     * paused, and the cloud sends no notifications, the server is also read about every two seconds. This finds changes
     * that Nova does not report, such as those of tags.
     */
    PausableSubscription subscribe(UserId viewer, ServerKey server, Consumer<VisibleServersUpdate> receiver);

    /** Returns the servers currently visible to the viewer. Increases the polling demand for 30 seconds by default. */
    VisibleServersUpdate current(UserId viewer);

    /** Returns the server with this key, unfiltered. Intended for services that check permissions themselves. */
    Optional<Server> find(ServerKey key);

    /**
     * Returns the server with this key, unfiltered, if a poll that began within {@code maxAge} has succeeded. The
     * server is then as recent as a request at that time, except for the changes that Nova does not report to polls
     * (tags, addresses and removed metadata) or reports late. Otherwise returns empty.
     */
    Optional<Server> findConfirmed(ServerKey key, Duration maxAge);

    /** Returns the freshness of the servers of one project; empty if the cloud is not polled. */
    Optional<Freshness> freshness(CloudName cloud, ProjectId project);

    /** Returns the servers with this ID, unfiltered; several only if more than one cloud uses the ID. */
    List<Server> find(ServerId id);

    /**
     * Increases the polling demand of the server's scope for 15 seconds, for an operation on the server. If the scope
     * is unknown, increases the demand of all scopes of the cloud.
     */
    void follow(ServerKey key);

    /**
     * Reports that the server has changed, like a notification from its cloud. The server is refreshed soon; the call
     * does not block. Has no effect if the server is not in the inventory.
     */
    void hint(ServerKey key);

    /**
     * Refreshes the server with a single request or, if many servers are refreshed at the same time, with the next poll
     * for changes. Blocks. Does not throw after a failure; the freshness reports the failure.
     */
    void refresh(ServerKey key);

    /** Returns the shared state, unfiltered. */
    InventorySnapshot snapshot();
}
