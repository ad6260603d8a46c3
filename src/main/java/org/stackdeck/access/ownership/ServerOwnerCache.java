package org.stackdeck.access.ownership;

import java.util.function.Consumer;
import org.stackdeck.platform.Subscription;

/**
 * Caches the owners of all servers. Users who can see a server may also see its owner. Ownership alone gives no access.
 */
public interface ServerOwnerCache {

    /**
     * Current owners. A change on another instance may be missing for some seconds. Cheap: concurrent calls share one
     * query.
     */
    ServerOwnerMap current();

    /**
     * Notifies the subscriber of the current owners and of each change.
     *
     * @param receiver called sequentially on the cache's thread, which it must not block
     */
    Subscription subscribe(Consumer<ServerOwnerMap> receiver);
}
