package org.stackdeck.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;

/** The live servers. What a viewer gets is filtered by their grants of that moment. */
public interface Inventory {

    /**
     * Watches for one viewer. The receiver first gets the whole state, then each change; it is called on a thread of
     * this watch alone, never twice at once, at most four times a second; changes in between are merged. It is also
     * called when only the freshness or the viewer's grants changed. While the watch is open and not paused, someone is looking.
     */
    Watching watch(UserId viewer, Consumer<View> receiver);

    /** What the viewer may see now; counts as looking for 30 s. */
    View look(UserId viewer);

    /** The server by key, unfiltered: for the services that decide. */
    Optional<Server> find(ServerKey key);

    /** Servers with this id, unfiltered: one, unless two clouds share an id. */
    List<Server> find(ServerId id);

    /** Someone needs to see changes of this server soon: ask its cloud at the fast pace for this long. */
    void follow(ServerKey key, Duration time);

    /** Something is happening to this server, as if its cloud had told so: it is asked about soon, without waiting for it. */
    void hint(ServerKey key);

    /**
     * Makes known what the cloud says of this server now, by a question about it alone or, where many are asked about at
     * once, by the next about all that changed. Blocks; failures are swallowed into freshness.
     */
    void refresh(ServerKey key);

    /** The state as shared by all, unfiltered. */
    Snapshot snapshot();
}
