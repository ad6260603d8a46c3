package org.stackdeck.access.ownership;

import java.util.function.Consumer;
import org.stackdeck.platform.Subscription;

/**
 * Caches the owners of all servers. Users who can see a server may also see its owner. Ownership alone gives no access.
 */
public interface ServerOwnerCache {

    /**
     * Returns the current owners. A change on another instance may be missing for some seconds. Cheap: all callers
     * share one cached result.
     */
    ServerOwnerMap current();

    /**
     * Notifies the receiver of the current owners, and again after each change.
     *
     * @param receiver called sequentially on the cache's thread, which it must not block
     */
    Subscription subscribe(Consumer<ServerOwnerMap> receiver);
}
