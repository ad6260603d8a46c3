package org.stackdeck.access.ownership;

import java.util.function.Consumer;
import org.stackdeck.platform.Subscription;

/**
 * Caches the owners of servers and other resources. Users who can see a resource may also see its owner. Ownership
 * alone gives no access.
 */
public interface OwnerCache {

    /**
     * Returns the current owners. A change on another instance may be missing for a few seconds. All callers share one
     * cached result.
     */
    OwnerMap current();

    /**
     * Notifies the receiver of the current owners, and again after each change.
     *
     * @param receiver called sequentially on the cache's thread, which it must not block
     */
    Subscription subscribe(Consumer<OwnerMap> receiver);
}
