package org.stackdeck.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.CloudName;

/** In-memory cache. */
class FakeKeptServers implements KeptServers {

    private final Map<ScopeKey, KeptScope> kept = new LinkedHashMap<>();
    private final List<KeptScope> writes = new ArrayList<>();

    /** All written scopes, in order. */
    synchronized List<KeptScope> writes() {
        return List.copyOf(writes);
    }

    @Override
    public synchronized List<KeptScope> read(CloudName cloud) {
        return kept.values().stream()
                .filter(scope -> scope.scope().cloud().equals(cloud))
                .toList();
    }

    @Override
    public synchronized void write(KeptScope scope) {
        kept.put(scope.scope(), scope);
        writes.add(scope);
    }

    @Override
    public synchronized void forget(ScopeKey scope) {
        kept.remove(scope);
    }

    @Override
    public synchronized void forgetAllBut(Set<CloudName> clouds) {
        kept.keySet().removeIf(scope -> !clouds.contains(scope.cloud()));
    }
}
