package org.stackdeck.inventory;

import java.util.Map;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;

/**
 * The servers currently visible to one viewer. The first update of a subscription has all servers in {@code
 * delta.added()}.
 *
 * @param servers only visible servers, without the host unless the viewer may see it
 * @param delta the difference from the previous update of the same subscription
 */
public record VisibleServersUpdate(
        long version, Map<ServerKey, Server> servers, Map<CloudName, Freshness> freshness, Delta delta) {

    /** Returns a copy that also includes the changes of the previous update, for a viewer who did not receive it. */
    public VisibleServersUpdate includingMissed(VisibleServersUpdate missed) {
        return new VisibleServersUpdate(version, servers, freshness, missed.delta.followedBy(delta));
    }
}
