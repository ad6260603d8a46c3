package org.stackdeck.inventory.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.inventory.store.ScopeKey;

public class FakePersistentInventoryCache implements PersistentInventoryCache {

    private final Map<ScopeKey, InventoryCacheEntry> kept = new LinkedHashMap<>();
    private final List<InventoryCacheEntry> writes = new ArrayList<>();

    /** Returns all entries that were written, in order. */
    public synchronized List<InventoryCacheEntry> writes() {
        return List.copyOf(writes);
    }

    @Override
    public synchronized List<InventoryCacheEntry> read(CloudName cloud) {
        return kept.values().stream()
                .filter(scope -> scope.scope().cloud().equals(cloud))
                .toList();
    }

    @Override
    public synchronized void write(InventoryCacheEntry scope) {
        kept.put(scope.scope(), scope);
        writes.add(scope);
    }

    @Override
    public synchronized void delete(ScopeKey scope) {
        kept.remove(scope);
    }

    @Override
    public synchronized void retainOnly(Set<CloudName> clouds) {
        kept.keySet().removeIf(scope -> !clouds.contains(scope.cloud()));
    }
}
