package org.stackdeck.inventory;

import java.util.List;
import java.util.Set;
import org.stackdeck.cloud.CloudName;

/**
 * Caches the last known servers across restarts. The cache may be lost at any time: no method throws, and unreadable
 * entries are treated as missing.
 */
interface KeptServers {

    /** The cached scopes of the cloud. */
    List<KeptScope> read(CloudName cloud);

    /** Stores the scope and replaces its previous state. */
    void write(KeptScope kept);

    void forget(ScopeKey scope);

    /** Deletes all clouds except these. */
    void forgetAllBut(Set<CloudName> clouds);
}
