package org.stackdeck.inventory;

import java.util.Map;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/**
 * What one viewer may see now. The first one that a watcher gets has everything in {@code delta.added()}.
 *
 * @param servers only those visible to the viewer; without the host unless granted
 * @param delta against the previous view of the same watch
 */
public record View(long version, Map<ServerKey, Server> servers, Map<CloudName, Freshness> freshness, Delta delta) {

    /** This one, for someone who was not told of the one before it. */
    public View after(View missed) {
        return new View(version, servers, freshness, missed.delta.then(delta));
    }
}
