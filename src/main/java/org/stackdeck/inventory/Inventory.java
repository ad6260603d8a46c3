package org.stackdeck.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;

/** The live inventory of servers. Results for a viewer are filtered by the grants at the time of the call. */
public interface Inventory {

    /**
     * Subscribes one viewer. The receiver first gets the complete state, then each change. It is called on a separate
     * thread of this subscription, never concurrently, by default at most four times a second; changes in between are
     * merged. It is also called when only the freshness or the viewer's grants have changed. An open subscription that
     * is not paused increases the polling demand.
     */
    InventorySubscription subscribe(UserId viewer, Consumer<VisibleServersUpdate> receiver);

    /** The servers currently visible to the viewer. Increases the polling demand for 30 seconds by default. */
    VisibleServersUpdate current(UserId viewer);

    /** The server with this key, unfiltered. For services that check permissions themselves. */
    Optional<Server> find(ServerKey key);

    /** The servers with this id, unfiltered. Contains several servers only if clouds share an id. */
    List<Server> find(ServerId id);

    /** Polls the server's scope at the fast pace for the given time. */
    void follow(ServerKey key, Duration time);

    /**
     * Reports that the server has changed, like a notification from its cloud. The server is refreshed soon; the call
     * does not block.
     */
    void hint(ServerKey key);

    /**
     * Refreshes the server with a single request or, if many servers are refreshed at the same time, with the next poll
     * for changes. Blocks. Failures are not thrown but reflected in the freshness.
     */
    void refresh(ServerKey key);

    /** The shared state, unfiltered. */
    InventorySnapshot snapshot();
}
