package org.stackdeck.inventory.cache;

import java.util.List;
import java.util.Set;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Caches the last known servers across restarts. The cache may be lost at any time: no method throws, and unreadable
 * entries are treated as missing.
 */
public interface PersistentInventoryCache {

    List<InventoryCacheEntry> read(CloudName cloud);

    /** Stores the scope and replaces its previous state. */
    void write(InventoryCacheEntry cachedScope);

    void delete(ScopeKey scope);

    /** Deletes the cached scopes of all clouds except these. */
    void retainOnly(Set<CloudName> clouds);
}
