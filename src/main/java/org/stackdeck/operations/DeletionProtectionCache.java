package org.stackdeck.operations;

import java.util.function.Consumer;
import org.stackdeck.platform.Subscription;

/**
 * In-memory cache of the protected servers and other resources. Users who may see a server or resource may also see its
 * protection.
 */
public interface DeletionProtectionCache {

    /**
     * Returns the current protections. A change by another instance on the same database may be missing for a few
     * seconds. All callers share one cached result, so that frequent calls are cheap.
     */
    DeletionProtectionMap current();

    /**
     * Notifies the receiver of the current protections, and again after each change.
     *
     * @param receiver called on a thread of the cache, never concurrently; it must not block
     */
    Subscription subscribe(Consumer<DeletionProtectionMap> receiver);
}
